import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { board, isPosted, post, untilPosted } from "./board.ts"
import { work } from "./work.ts"

/**
 * WCP-18: the route may be changed, as often as one likes, between the booking and the moment the ticket is issued: not
 * before it and never after it. Changing it does not move the other branch.
 */
export const milestone = flow("milestone")
  .use("travelled", board, (b) =>
    b
      .parallel({
        ticket: (b) =>
          b
            .step("booked", work, () => "book")
            .step("open", post, ({ resource }) => ({ board: resource, note: "booked" }))
            .signal("issue", { payload: Schema.String })
            .step("closed", post, ({ resource }) => ({ board: resource, note: "issued" }))
            .step("issued", work, () => "issue ticket"),
        changes: (b) =>
          b.loop("made", {
            initial: () => ({ open: true, count: 0 }),
            body: (b) =>
              b
                .race("next", {
                  closed: (b) => b.step("issued", untilPosted, ({ resource }) => ({ board: resource, note: "issued" })),
                  wish: (b) =>
                    b
                      .signal("change", { payload: Schema.String })
                      .step("reached", untilPosted, ({ resource }) => ({ board: resource, note: "booked" }))
                      .returns(({ change }) => change),
                })
                .step("over", isPosted, ({ resource }) => ({ board: resource, note: "issued" }))
                .when(
                  "changed",
                  ({ over }) => !over,
                  (b) => b.step("rerouted", work, ({ next }) => `change to ${next.value}`),
                )
                .returns(({ state, over }) => ({ open: !over, count: over ? state.count : state.count + 1 })),
            while: ({ open }) => open,
            max: 100,
          }),
      })
      .returns(({ changes }) => changes.count),
  )
  .returns(({ travelled }) => travelled)
