import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { note, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const branches = flow("branches")
  .parallel({
    slow: (b) => b.step("one", works, () => 30).step("two", works, () => 10),
    quick: (b) => b.step("one", works, () => 10),
    none: (b) => b.let("value", () => "none"),
  })
  .step("after", note, ({ slow, quick, none }) => `${slow} ${quick} ${none}`)
  .returns(({ after }) => after)

export const paired = flow("paired")
  .parallel(
    {
      a: (b) => b.step("one", works, () => 30),
      b: (b) => b.step("one", works, () => 10),
      c: (b) => b.step("one", works, () => 5),
    },
    { concurrency: 2 },
  )
  .returns(({ c }) => c)

it("begins all branches in written order, and goes on when the last has ended", async () => {
  const run = await meaningOf(branches, import.meta.filename)
  const { exit, events } = await run()
  expect(exit).toEqual(Exit.succeed("10 10 none"))
  expect(events.slice(1, -1)).toEqual([
    '0 step.started slow.one attempt=1 activity="works"',
    '0 step.started quick.one attempt=1 activity="works"',
    "10 step.completed quick.one attempt=1 durationMs=10",
    "30 step.completed slow.one attempt=1 durationMs=30",
    '30 step.started slow.two attempt=1 activity="works"',
    "40 step.completed slow.two attempt=1 durationMs=10",
    '40 step.started after attempt=1 activity="note"',
    "40 step.completed after attempt=1 durationMs=0",
  ])
})

it("begins a later branch when an earlier one ends, where not all may run at once", async () => {
  const run = await meaningOf(paired, import.meta.filename)
  expect((await run()).told).toEqual([
    "0 a.one starts",
    "0 b.one starts",
    "10 b.one ends",
    "10 c.one starts",
    "15 c.one ends",
    "30 a.one ends",
  ])
})
