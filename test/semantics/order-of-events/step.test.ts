import { flow } from "@millrace/dsl"
import { InvalidInput } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, flaky, half, halfLater, increment, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const steps = flow("steps", { input: Schema.Struct({ n: Schema.Number }) })
  .step("first", half, ({ input }) => input.n)
  .step("second", halfLater, ({ first }) => first)
  .step("third", increment, ({ second }) => second)
  .let("sum", ({ first, second, third }) => first + second + third)
  .returns(({ sum, third }) => ({ sum, third }))

export const tried = flow("tried", { input: Schema.Struct({ until: Schema.Number }) })
  .step("flaky", flaky, ({ input }) => input, { retry: { maximumAttempts: 2 } })
  .step("left", works, () => 10, { when: ({ flaky }) => flaky > 1 })
  .returns(({ left }) => left)

const run = await meaningOf(steps, import.meta.filename)
const runTried = await meaningOf(tried, import.meta.filename)

it("runs steps in the order written, whatever they return, and tells each one; a let tells nothing", async () => {
  const { exit, effects, events } = await run({ n: 8 })
  expect(exit).toEqual(Exit.succeed({ sum: 4 + 2 + 3, third: 3 }))
  expect(effects).toEqual(["half 8", "half later 4", "increment 2"])
  expect(events).toEqual([
    "0 execution.started",
    '0 step.started first attempt=1 activity="half"',
    "0 step.completed first attempt=1 durationMs=0",
    '0 step.started second attempt=1 activity="half-later"',
    "0 step.completed second attempt=1 durationMs=0",
    '0 step.started third attempt=1 activity="increment"',
    "0 step.completed third attempt=1 durationMs=0",
    "0 execution.completed durationMs=0",
  ])
})

it("stops at the first failure", async () => {
  const { exit, effects, events } = await run({ n: 6 })
  expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 3 })), effects: ["half 6", "half later 3"] })
  expect(events.slice(-2)).toEqual([
    '0 step.failed second attempt=1 durationMs=0 failure={"tag":"Odd","message":""}',
    '0 execution.failed durationMs=0 failure={"tag":"Odd","message":""}',
  ])
})

it("tells an attempt that is tried again, and each attempt's start", async () => {
  const { events } = await runTried({ until: 2 })
  expect(events.slice(1, -1)).toEqual([
    '0 step.started flaky attempt=1 activity="flaky"',
    '0 step.retrying flaky attempt=1 delayMs=1000 failure={"tag":"Odd","message":""}',
    '1000 step.started flaky attempt=2 activity="flaky"',
    "1000 step.completed flaky attempt=2 durationMs=1000",
    '1000 step.started left attempt=1 activity="works"',
    "1010 step.completed left attempt=1 durationMs=10",
  ])
})

it("tells a step that is skipped, and nothing else of it", async () => {
  const { exit, events } = await runTried({ until: 1 })
  expect(exit).toEqual(Exit.succeed(undefined))
  expect(events.slice(3, -1)).toEqual(["0 step.skipped left"])
})

it("tells a step that is cancelled, and then the execution", async () => {
  const { events } = await runTried({ until: 2 }, { cancelAtMs: 1_005 })
  expect(events.slice(-3)).toEqual([
    '1000 step.started left attempt=1 activity="works"',
    "1005 step.cancelled left attempt=1 durationMs=5",
    "1005 execution.cancelled durationMs=1005",
  ])
})

it("tells a step that is cancelled between two attempts", async () => {
  const { events } = await runTried({ until: 2 }, { cancelAtMs: 500 })
  expect(events.slice(-2)).toEqual([
    "500 step.cancelled flaky attempt=1 durationMs=500",
    "500 execution.cancelled durationMs=500",
  ])
})

it("refuses an input that does not fit before anything runs", async () => {
  // @ts-expect-error the types refuse it too
  const { exit, effects, events } = await run({ n: "8" })
  const issues = [{ path: ["n"], message: 'expected number, found "8"' }]
  expect({ exit, effects }).toEqual({ exit: Exit.fail(new InvalidInput({ workflow: "steps", issues })), effects: [] })
  expect(events.map((event) => event.split(" ")[1])).toEqual(["execution.started", "execution.failed"])
})
