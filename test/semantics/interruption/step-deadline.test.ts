import { flow } from "@millrace/dsl"
import { DeadlineExceeded } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { fails, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const dueSoon = flow("due-soon", { input: Schema.Struct({ ms: Schema.Number }) })
  .step("slow", works, ({ input }) => input.ms, {
    timeout: "1 second",
    deadline: "2500 millis",
    retry: { maximumAttempts: 9, initialInterval: "200 millis", backoffCoefficient: 1 },
  })
  .returns(({ slow }) => slow)

export const waiting = flow("waiting")
  .step("bad", fails, () => 0, {
    deadline: "15 seconds",
    retry: { maximumAttempts: 9, initialInterval: "10 seconds", backoffCoefficient: 1 },
  })
  .returns(({ bad }) => bad)

it("covers all attempts with the waits between them, and is not retried", async () => {
  const run = await meaningOf(dueSoon, import.meta.filename)
  const { exit, told } = await run({ ms: 5_000 })
  expect(exit).toEqual(Exit.fail(new DeadlineExceeded({ path: "slow", deadlineMs: 2_500 })))
  expect(told).toEqual([
    "0 slow starts",
    "1000 slow is interrupted",
    "1200 slow starts",
    "2200 slow is interrupted",
    "2400 slow starts",
    "2500 slow is interrupted",
  ])
})

it("ends a wait between two attempts", async () => {
  const run = await meaningOf(waiting, import.meta.filename)
  const { exit, told, endedMs } = await run()
  expect(exit).toEqual(Exit.fail(new DeadlineExceeded({ path: "bad", deadlineMs: 15_000 })))
  expect(told.filter((line) => line.endsWith("starts"))).toEqual(["0 bad starts", "10000 bad starts"])
  expect(endedMs).toBe(15_000)
})
