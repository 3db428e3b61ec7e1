import { flow } from "@millrace/dsl"
import { board, post, untilNotes } from "./board.ts"
import { attempt, work } from "./work.ts"

/** WCP-29: the first of two branches decides; the other one is interrupted, and what follows begins. */
export const cancellingDiscriminator = flow("cancelling discriminator")
  .race("found", {
    north: (b) => b.step("searched", work, () => "search north"),
    south: (b) => b.step("searched", work, () => "search south"),
  })
  .step("rescued", work, ({ found }) => `rescue ${found.branch}`)
  .returns(({ rescued }) => rescued)

/**
 * WCP-32: the first two of three that succeed decide; the third is interrupted. When too few succeed, all have ended, and
 * the race is over too.
 */
export const cancellingPartialJoin = flow("cancelling partial join")
  .use("quotes", board, (b) =>
    b
      .race("came", {
        enough: (b) => b.step("two", untilNotes, ({ resource }) => ({ board: resource, count: 2 })),
        all: (b) =>
          b
            .parallel(
              {
                ann: (b) =>
                  b
                    .step("done", attempt, () => "ask ann")
                    .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
                bob: (b) =>
                  b
                    .step("done", attempt, () => "ask bob")
                    .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
                cat: (b) =>
                  b
                    .step("done", attempt, () => "ask cat")
                    .step("told", post, ({ resource, done }) => ({ board: resource, note: done })),
              },
              { minimumSuccess: 0 },
            )
            .step("heard", untilNotes, ({ resource }) => ({ board: resource, count: 0 })),
      })
      .returns(({ came }) => came.value),
  )
  .step("decided", work, ({ quotes }) => `decide on ${quotes.length}`)
  .returns(({ quotes }) => quotes)
