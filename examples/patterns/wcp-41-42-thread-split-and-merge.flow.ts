import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./work.ts"

/** WCP-42: one branch goes on as three. WCP-41: the three become one again. */
export const threadSplitAndMerge = flow("thread split and merge")
  .step("received", work, () => "receive paper")
  .forEach(
    "reviews",
    () => [1, 2, 3],
    (b) => b.step("read", work, ({ item }) => `read ${item}`).step("written", work, ({ item }) => `review ${item}`),
    { concurrency: "unbounded" },
  )
  .step("decided", work, () => "decide")
  .returns(({ reviews }) => reviews)

/** WCP-41 for what comes from outside: each three registrations are one batch. */
export const threadMerge = flow("thread merge")
  .loop("batches", {
    initial: (): ReadonlyArray<string> => [],
    body: (b) =>
      b
        .loop("batch", {
          initial: (): ReadonlyArray<string> => [],
          body: (b) =>
            b
              .signal("registered", { payload: Schema.String })
              .returns(({ state, registered }) => [...state, registered]),
          until: (batch) => batch.length === 3,
          max: 3,
        })
        .step("processed", work, ({ batch }) => `process ${batch.join(" ")}`)
        .returns(({ state, processed }) => [...state, processed]),
    until: (batches) => batches.length === 2,
    max: 2,
  })
  .returns(({ batches }) => batches)
