import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** WCP-6: each way is taken or not, on its own. WCP-7: what follows waits for those that were. */
export const multiChoice = flow("multi-choice and synchronizing merge", {
  input: Schema.Struct({ injured: Schema.Boolean, burning: Schema.Boolean }),
})
  .parallel({
    ambulance: (b) =>
      b.when(
        "called",
        ({ input }) => input.injured,
        (b) => b.step("driven", work, () => "drive ambulance"),
      ),
    brigade: (b) =>
      b.when(
        "called",
        ({ input }) => input.burning,
        (b) => b.step("extinguished", work, () => "extinguish"),
      ),
  })
  .step("reported", work, () => "report")
  .returns(({ ambulance, brigade }) => ({ ambulance, brigade }))
