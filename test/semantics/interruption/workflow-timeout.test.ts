import { flow } from "@millrace/dsl"
import { WorkflowTimeout } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { fails, listens, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const limited = flow("limited", { timeout: "1 second" })
  .parallel({
    long: (b) => b.step("one", works, () => 60_000),
    tidy: (b) => b.step("one", listens, () => ({ ms: 60_000, tidyMs: 20 })),
    retried: (b) => b.step("one", fails, () => 0, { retry: { initialInterval: "1 minute" } }),
    waits: (b) => b.sleep("one", "1 minute"),
  })
  .returns(() => "done")

it("interrupts all that is at work, waits for the cleanup, and tells so", async () => {
  const run = await meaningOf(limited, import.meta.filename)
  const { exit, told, events } = await run()
  expect(exit).toEqual(Exit.fail(new WorkflowTimeout({ workflow: "limited", timeoutMs: 1_000 })))
  expect(told).toEqual([
    "0 long.one starts",
    "0 tidy.one starts",
    "0 retried.one starts",
    "0 retried.one fails",
    "1000 long.one is interrupted",
    "1000 tidy.one hears",
    "1020 tidy.one has tidied up",
  ])
  expect(events.slice(-5)).toEqual([
    "1000 step.cancelled long.one attempt=1 durationMs=1000",
    "1000 step.cancelled retried.one attempt=1 durationMs=1000",
    "1000 step.cancelled waits.one attempt=1 durationMs=1000",
    "1020 step.cancelled tidy.one attempt=1 durationMs=1020",
    '1020 execution.timed-out durationMs=1020 failure={"tag":"WorkflowTimeout","message":"workflow \'limited\' took longer than its timeout of 1000 ms"}',
  ])
})
