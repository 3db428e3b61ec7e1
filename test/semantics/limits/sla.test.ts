import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const promised = flow("promised", { input: Schema.Struct({ ms: Schema.Number }), sla: { duration: 50 } })
  .step("work", works, ({ input }) => input.ms)
  .step("more", works, () => 20)
  .returns(({ more }) => more)

const run = await meaningOf(promised, import.meta.filename)
const breaches = (events: ReadonlyArray<string>) => events.filter((event) => event.includes("sla"))

it("is told once, in the moment in which it is breached, and the execution goes on", async () => {
  const { exit, events } = await run({ ms: 200 })
  expect(exit).toEqual(Exit.succeed(20))
  expect(events).toEqual([
    "0 execution.started",
    '0 step.started work attempt=1 activity="works"',
    "50 sla.breached slaMs=50",
    "200 step.completed work attempt=1 durationMs=200",
    '200 step.started more attempt=1 activity="works"',
    "220 step.completed more attempt=1 durationMs=20",
    "220 execution.completed durationMs=220",
  ])
})

it("is not told of an execution that is in time, to the millisecond", async () => {
  expect(breaches((await run({ ms: 29 })).events)).toEqual([])
  expect(breaches((await run({ ms: 31 })).events)).toEqual(["50 sla.breached slaMs=50"])
})

it("is not told of an execution that was cancelled in time", async () => {
  expect(breaches((await run({ ms: 200 }, { cancelAtMs: 40 })).events)).toEqual([])
})
