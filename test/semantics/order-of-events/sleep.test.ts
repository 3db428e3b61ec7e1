import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const slept = flow("slept", { input: Schema.Struct({ ms: Schema.Number, until: Schema.Number }) })
  .sleep("fixed", "2 seconds")
  .sleep("computed", ({ input }) => input.ms)
  .sleep("until", ({ input }) => new Date(input.until))
  .step("after", works, () => 0)
  .returns(() => "awake")

const run = await meaningOf(slept, import.meta.filename)

it("waits as long as is said, as a mapping says, and until a date", async () => {
  const { exit, events } = await run({ ms: 500, until: 10_000 }, { beginsAtMs: 0 })
  expect(exit).toEqual(Exit.succeed("awake"))
  expect(events.slice(1, -3)).toEqual([
    "0 step.waiting fixed attempt=1",
    "2000 step.completed fixed attempt=1 durationMs=2000",
    "2000 step.waiting computed attempt=1",
    "2500 step.completed computed attempt=1 durationMs=500",
    "2500 step.waiting until attempt=1",
    "10000 step.completed until attempt=1 durationMs=7500",
  ])
})

it("does not wait for what has passed", async () => {
  const { endedMs } = await run({ ms: -5, until: 1_000 }, { beginsAtMs: 0 })
  expect(endedMs).toBe(2_000)
})

it("ends in the middle of a wait when it is cancelled", async () => {
  const { events } = await run({ ms: 1, until: 1 }, { cancelAtMs: 700 })
  expect(events.slice(-2)).toEqual([
    "700 step.cancelled fixed attempt=1 durationMs=700",
    "700 execution.cancelled durationMs=700",
  ])
})
