import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { hear } from "./bell.ts"
import { work } from "./work.ts"

/** WCP-23: only a bell that rings while somebody listens is heard. */
export const transientTrigger = flow("transient trigger")
  .step("prepared", work, () => "prepare")
  .step("heard", hear, () => undefined)
  .step("handled", work, ({ heard }) => `handle ${heard}`)
  .returns(({ handled }) => handled)

/** WCP-24: a message is kept until the workflow comes to wait for it. */
export const persistentTrigger = flow("persistent trigger")
  .step("prepared", work, () => "prepare")
  .signal("call", { payload: Schema.String })
  .step("handled", work, ({ call }) => `handle ${call}`)
  .returns(({ handled }) => handled)
