import { flow } from "@millrace/dsl"
import { WorkflowTimeout } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { books, fails, refunds } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const slow = flow("slow", { timeout: 50 })
  .parallel({
    saga: (b) =>
      b.saga("trip", (s) =>
        s
          .step("one", books, () => 10, { compensate: { activity: refunds, map: () => ({ ms: 40 }) } })
          .step("two", books, () => 10, { compensate: { activity: refunds, map: () => ({ ms: 40 }) } })
          .step("bad", fails, () => 10),
      ),
    other: (b) => b.step("bad", fails, () => 40),
  })
  .returns(() => "booked")

const run = await meaningOf(slow, import.meta.filename)

const told = [
  "0 saga.trip.one starts",
  "0 other.bad starts",
  "10 saga.trip.one is booked",
  "10 saga.trip.two starts",
  "20 saga.trip.two is booked",
  "20 saga.trip.bad starts",
  "30 saga.trip.bad fails",
  "30 saga.trip.two.compensate starts",
  "40 other.bad fails",
  "70 saga.trip.two.compensate undoes",
  "70 saga.trip.one.compensate starts",
  "110 saga.trip.one.compensate undoes",
]

it("neither the failure of a sibling nor the timeout of the workflow", async () => {
  const { exit, told: found, endedMs } = await run()
  expect(found).toEqual(told)
  expect(endedMs).toBe(110)
  expect(exit).toEqual(Exit.fail(new WorkflowTimeout({ workflow: "slow", timeoutMs: 50 })))
})

it("nor a cancellation, with which the execution then ends", async () => {
  const { exit, told: found, events } = await run(undefined, { cancelAtMs: 45 })
  expect(found).toEqual(told)
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(events.at(-1)).toBe("110 execution.cancelled durationMs=110")
})
