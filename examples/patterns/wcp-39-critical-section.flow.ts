import { flow } from "@millrace/dsl"
import { key, place } from "./till.ts"
import { work } from "./work.ts"

/** WCP-39: two sections of two tasks each; while one of them is gone through, the other waits. */
export const criticalSection = flow("critical section")
  .parallel({
    deposit: (b) =>
      b
        .step("announced", work, () => "announce deposit")
        .use("section", key, (b) =>
          b.step("counted", work, () => "count deposit").step("booked", work, () => "book deposit"),
        ),
    withdrawal: (b) =>
      b
        .step("announced", work, () => "announce withdrawal")
        .use("section", key, (b) =>
          b.step("checked", work, () => "check withdrawal").step("booked", work, () => "book withdrawal"),
        ),
  })
  .returns(({ deposit, withdrawal }) => [deposit, withdrawal])

/** WCP-39 for sections of one step each: a pool with one place. */
export const criticalSteps = flow("critical steps")
  .parallel({
    deposit: (b) =>
      b.step("announced", work, () => "announce deposit").step("booked", work, () => "book deposit", { pool: place }),
    withdrawal: (b) =>
      b
        .step("announced", work, () => "announce withdrawal")
        .step("booked", work, () => "book withdrawal", { pool: place }),
  })
  .returns(({ deposit, withdrawal }) => [deposit, withdrawal])
