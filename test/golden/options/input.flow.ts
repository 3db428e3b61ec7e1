import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { half, next } from "./activities.ts"

/** Steps that may be skipped or may fail. */
export const options = flow("options", { input: Schema.Struct({ n: Schema.Number }) })
  .step("kept", half, ({ input }) => input.n, { onFailure: "continue" })
  .step("maybe", next, ({ input }) => input.n, { when: ({ input }) => input.n > 2 })
  .step("choice", next, ({ input }) => input.n, { when: ({ input, maybe }) => (input.n > 2 ? maybe === 4 : true) })
  .forEach(
    "all",
    ({ input }) => [input.n, 1],
    (b) => b.step("each", next, ({ item }) => item, { when: ({ item }) => item > 2 }),
  )
  .returns(({ kept, maybe, choice, all }) => ({ kept: kept._tag, maybe, choice, all }))
