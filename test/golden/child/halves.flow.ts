import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half } from "./activities.ts"

/** A workflow of another file. */
export const halves = flow("halves", { input: Schema.Struct({ n: Schema.Number }) })
  .step("once", half, ({ input }) => input.n)
  .returns(({ once }) => once)
