import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** WCP-4: one of two ways is taken. WCP-5: what follows runs once, whichever it was. */
export const choiceAndMerge = flow("exclusive choice and simple merge", {
  input: Schema.Struct({ destination: Schema.Literals(["home", "abroad"]) }),
})
  .match("carried", ({ input }) => input.destination, {
    home: (b) => b.step("posted", work, () => "post"),
    abroad: (b) => b.step("declared", work, () => "declare").step("flown", work, () => "fly"),
  })
  .step("filed", work, ({ carried }) => `file after ${carried}`)
  .returns(({ filed }) => filed)
