import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"

/** Waits of every form; none of them is long. */
export const sleeps = flow("sleeps", { input: Schema.Struct({ n: Schema.Number }) })
  .sleep("short", "2 millis")
  .sleep("computed", ({ input }) => input.n)
  .sleep("until", ({ input }) => new Date(input.n))
  .returns(({ input, short }) => ({ n: input.n, short }))
