import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** WCP-21: a task is repeated while a test holds before it, or until one holds after it. */
export const structuredLoop = flow("structured loop", { input: Schema.Struct({ pages: Schema.Int }) })
  .loop("pages left", {
    initial: ({ input }) => input.pages,
    body: (b) => b.step("print", work, ({ iteration }) => `print ${iteration}`).returns(({ state }) => state - 1),
    while: (left) => left > 0,
    max: 100,
  })
  .loop("answer", {
    initial: () => "",
    body: (b) => b.step("asked", work, () => "ask"),
    until: (answer) => answer === "yes",
    max: 100,
  })
  .returns(({ answer }) => answer)
