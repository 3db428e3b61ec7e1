import { flow } from "@millrace/dsl"
import { work } from "./work.ts"

/** WCP-2: two tasks go on at once. WCP-3: the next one begins when both have ended. */
export const splitAndSynchronization = flow("split and synchronization")
  .parallel({
    goods: (b) => b.step("picked", work, () => "pick"),
    papers: (b) => b.step("billed", work, () => "bill"),
  })
  .step("shipped", work, ({ goods, papers }) => `ship after ${goods} and ${papers}`)
  .returns(({ shipped }) => shipped)
