import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { fails, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const raced = flow("raced")
  .race("first", {
    slow: (b) => b.step("one", works, () => 30),
    quick: (b) => b.step("one", works, () => 5).step("two", works, () => 5),
    failing: (b) => b.step("one", fails, () => 1),
  })
  .returns(({ first }) => first)

it("tells the branch that has won after the others were cancelled", async () => {
  const run = await meaningOf(raced, import.meta.filename)
  const { exit, events } = await run()
  expect(exit).toEqual(Exit.succeed({ branch: "quick", value: 5 }))
  expect(events.slice(1)).toEqual([
    '0 step.started first.slow.one attempt=1 activity="works"',
    '0 step.started first.quick.one attempt=1 activity="works"',
    '0 step.started first.failing.one attempt=1 activity="fails"',
    '1 step.failed first.failing.one attempt=1 durationMs=1 failure={"tag":"Refused","message":""}',
    "5 step.completed first.quick.one attempt=1 durationMs=5",
    '5 step.started first.quick.two attempt=1 activity="works"',
    "10 step.completed first.quick.two attempt=1 durationMs=5",
    "10 step.cancelled first.slow.one attempt=1 durationMs=10",
    '10 branch.taken first branch="quick"',
    "10 execution.completed durationMs=10",
  ])
})
