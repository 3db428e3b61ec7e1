import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { flaky, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const pairs = flow("pairs", { concurrency: 2 })
  .parallel({
    a: (b) => b.step("one", works, () => 30),
    b: (b) => b.step("one", works, () => 10),
    c: (b) =>
      b.forEach(
        "each",
        () => [10, 10],
        (e) => e.step("one", works, ({ item }) => item),
        { concurrency: 2 },
      ),
  })
  .returns(() => "done")

export const waiting = flow("waiting", { concurrency: 1 })
  .parallel({
    retried: (b) => b.step("one", flaky, () => ({ until: 2 }), { retry: { initialInterval: 100 } }),
    sleeps: (b) => b.sleep("one", 50),
    works: (b) => b.step("one", works, () => 20),
    timed: (b) => b.step("one", works, () => 20, { timeout: 30 }),
  })
  .returns(() => "done")

const starts = (told: ReadonlyArray<string>) => told.filter((line) => line.endsWith("starts"))

it("limits how many activities run at once, wherever they stand", async () => {
  const run = await meaningOf(pairs, import.meta.filename)
  expect(starts((await run()).told)).toEqual([
    "0 a.one starts",
    "0 b.one starts",
    "10 c.each[0].one starts",
    "20 c.each[1].one starts",
  ])
})

it("does not limit waits, and a timeout begins when an activity may run", async () => {
  const run = await meaningOf(waiting, import.meta.filename)
  const { exit, told, endedMs } = await run()
  expect(exit).toEqual(Exit.succeed("done"))
  expect(told).toEqual([
    "0 attempt 1",
    "0 works.one starts",
    "20 works.one ends",
    "20 timed.one starts",
    "40 timed.one ends",
    "100 attempt 2",
  ])
  expect(endedMs).toBe(100)
})
