import { flow } from "@millrace/dsl"
import { board, post, untilNotes } from "./board.ts"
import { work } from "./work.ts"

/** WCP-9: the first of two branches lets the third begin; the other one goes on, and its end starts nothing. */
export const structuredDiscriminator = flow("structured discriminator")
  .use("checked", board, (b) =>
    b
      .parallel({
        breathing: (b) =>
          b
            .step("done", work, () => "check breathing")
            .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
        pulse: (b) =>
          b
            .step("done", work, () => "check pulse")
            .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
        treatment: (b) =>
          b
            .step("first", untilNotes, ({ resource }) => ({ board: resource, count: 1 }))
            .step("triage", work, ({ first }) => `triage after ${first[0]}`),
      })
      .returns(({ treatment }) => treatment),
  )
  .step("reported", work, ({ checked }) => `report ${checked}`)
  .returns(({ reported }) => reported)

/** WCP-30: the same for the first two of three. */
export const structuredPartialJoin = flow("structured partial join")
  .use("signed", board, (b) =>
    b
      .parallel({
        ann: (b) =>
          b
            .step("done", work, () => "sign ann")
            .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
        bob: (b) =>
          b
            .step("done", work, () => "sign bob")
            .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
        cat: (b) =>
          b
            .step("done", work, () => "sign cat")
            .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
        contract: (b) =>
          b
            .step("two", untilNotes, ({ resource }) => ({ board: resource, count: 2 }))
            .step("sealed", work, ({ two }) => `seal after ${two.join(" and ")}`),
      })
      .returns(({ contract }) => contract),
  )
  .returns(({ signed }) => signed)
