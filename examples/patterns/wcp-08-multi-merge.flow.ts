import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** What follows the merge, as a workflow of its own. */
export const inspection = flow("inspection", { input: Schema.Struct({ part: Schema.String }) })
  .step("inspected", work, ({ input }) => `inspect ${input.part}`)
  .step("registered", work, ({ input }) => `register ${input.part}`)
  .returns(({ registered }) => registered)

/** WCP-8: what follows runs once for each branch that arrives, and waits for none of the others. */
export const multiMerge = flow("multi-merge")
  .parallel({
    ground: (b) => b.step("laid", work, () => "lay pipes").child("inspected", inspection, () => ({ part: "pipes" })),
    house: (b) => b.step("wired", work, () => "wire").child("inspected", inspection, () => ({ part: "wires" })),
  })
  .returns(({ ground, house }) => [ground, house])
