import { flow } from "@millrace/dsl"
import { attempt, work } from "./work.ts"

/** WCP-11: the execution ends when nothing is left to do; no step says so. */
export const implicitTermination = flow("implicit termination")
  .parallel({
    goods: (b) => b.step("shipped", work, () => "ship"),
    papers: (b) => b.step("filed", work, () => "file"),
  })
  .returns(() => "nothing left")

/** WCP-43: whichever branch comes to an end of the whole ends it, from inside any block; the others are interrupted. */
export const explicitTermination = flow("explicit termination")
  .try(
    "whole",
    (b) =>
      b
        .parallel({
          goods: (b) => b.step("packed", work, () => "pack").step("shipped", work, () => "ship"),
          credit: (b) => b.step("checked", attempt, () => "check credit"),
        })
        .returns(({ goods }) => goods),
    { Refused: (b) => b.let("ended", ({ error }) => `ended: ${error.reason}`) },
  )
  .returns(({ whole }) => whole)

/** WCP-43 without a failure: the branch that wins is the end. */
export const firstEnd = flow("first end")
  .race("end", {
    sold: (b) => b.step("offered", work, () => "offer").step("sold", work, () => "sell"),
    expired: (b) => b.sleep("season", "2 hours").step("noted", work, () => "note expiry"),
  })
  .returns(({ end }) => end.branch)
