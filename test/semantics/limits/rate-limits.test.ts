import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { flaky, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"
import { letters } from "../shared-limits.ts"

export const posting = flow("posting", { input: Schema.Struct({ pauses: Schema.Array(Schema.Number) }) })
  .forEach(
    "each",
    ({ input }) => input.pauses,
    (b) => b.sleep("pause", ({ item }) => item).step("post", works, () => 300, { rateLimit: letters, timeout: 400 }),
    { concurrency: "unbounded" },
  )
  .returns(({ each }) => each.length)

export const retried = flow("retried", { input: Schema.Struct({ until: Schema.Number }) })
  .step("answer", flaky, ({ input }) => input, {
    rateLimit: letters,
    retry: { maximumAttempts: 5, initialInterval: 100, backoffCoefficient: 1 },
  })
  .returns(({ answer }) => answer)

const run = await meaningOf(posting, import.meta.filename)
const starts = async (pauses: ReadonlyArray<number>) =>
  (await run({ pauses })).told.filter((line) => line.endsWith("starts")).map((line) => Number(line.split(" ")[0]))

it("space starts exactly, and the timeout of an attempt begins with its turn", async () => {
  expect(await starts([0, 0, 0, 0, 0])).toEqual([0, 0, 1_000, 1_000, 2_000])
})

it("let no more through in any stretch of the interval, also after a pause", async () => {
  expect(await starts([0, 501, 502, 1_400, 3_000])).toEqual([0, 501, 1_000, 1_501, 3_000])
})

it("count each attempt", async () => {
  const runRetried = await meaningOf(retried, import.meta.filename)
  expect((await runRetried({ until: 4 })).told).toEqual([
    "0 attempt 1",
    "100 attempt 2",
    "1000 attempt 3",
    "1100 attempt 4",
  ])
})
