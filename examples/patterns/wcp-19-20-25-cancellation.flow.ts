import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { board, post, untilNotes, untilPosted } from "./board.ts"
import { work } from "./work.ts"

/** WCP-19: one task is withdrawn, before or while it is done; the rest goes on. */
export const cancelTask = flow("cancel task")
  .parallel({
    credit: (b) =>
      b.race("checked", {
        done: (b) => b.step("looked up", work, () => "look up").step("assessed", work, () => "assess credit"),
        cancelled: (b) => b.signal("stop", { payload: Schema.String }),
      }),
    goods: (b) => b.step("picked", work, () => "pick"),
  })
  .returns(({ credit, goods }) => ({ credit: credit.branch, goods }))

/** WCP-20: whoever started an execution cancels it; everything it is doing is interrupted, and nothing else begins. */
export const cancelCase = flow("cancel case")
  .parallel({
    goods: (b) => b.step("picked", work, () => "pick").step("packed", work, () => "pack"),
    papers: (b) => b.step("billed", work, () => "bill"),
  })
  .step("shipped", work, () => "ship")
  .returns(({ shipped }) => shipped)

/** WCP-20 with what has been done undone, last first. */
export const cancelCaseUndone = flow("cancel case undone")
  .saga("packed", (b) =>
    b
      .step("reserved", work, () => "reserve", {
        compensate: { activity: work, map: ({ reserved }) => `undo ${reserved}` },
      })
      .step("labelled", work, () => "label", {
        compensate: { activity: work, map: ({ labelled }) => `undo ${labelled}` },
      })
      .step("packed", work, () => "pack", {
        compensate: { activity: work, map: ({ packed }) => `undo ${packed}` },
      }),
  )
  .returns(({ packed }) => packed)

/** WCP-25: a region that has a part in each of two branches is cancelled; what surrounds the parts is not. */
export const cancelRegion = flow("cancel region")
  .use("prepared", board, (b) =>
    b
      .parallel({
        goods: (b) =>
          b
            .race("packed", {
              cancelled: (b) =>
                b.step("stopped", untilPosted, ({ resource }) => ({ board: resource, note: "cancelled" })),
              done: (b) => b.step("packed", work, () => "pack"),
            })
            .step("over", post, ({ resource }) => ({ board: resource, note: "goods over" }))
            .step("tidied", work, () => "tidy up")
            .returns(({ packed }) => packed.branch),
        papers: (b) =>
          b
            .step("registered", work, () => "register")
            .race("billed", {
              cancelled: (b) =>
                b.step("stopped", untilPosted, ({ resource }) => ({ board: resource, note: "cancelled" })),
              done: (b) => b.step("priced", work, () => "price").step("billed", work, () => "bill"),
            })
            .step("over", post, ({ resource }) => ({ board: resource, note: "papers over" }))
            .returns(({ billed }) => billed.branch),
        control: (b) =>
          b.race("ended", {
            asked: (b) =>
              b
                .signal("cancel", { payload: Schema.String })
                .step("told", post, ({ resource }) => ({ board: resource, note: "cancelled" })),
            over: (b) => b.step("both", untilNotes, ({ resource }) => ({ board: resource, count: 2 })),
          }),
      })
      .returns(({ goods, papers }) => ({ goods, papers })),
  )
  .returns(({ prepared }) => prepared)
