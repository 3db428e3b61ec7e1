import { flow } from "@millrace/dsl"
import { cleanupFailures } from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, books, fails, refunds } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const retried = flow("retried", {
  input: Schema.Struct({ refusals: Schema.Number }),
  retry: { maximumAttempts: 9, initialInterval: 1 },
})
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10, {
        compensate: { activity: refunds, map: ({ input, one }) => ({ ms: one, refusals: input.refusals }) },
      })
      .step("bad", fails, () => 0, { retry: { maximumAttempts: 1 } }),
  )
  .returns(() => "booked")

const run = await meaningOf(retried, import.meta.filename)

it("is retried by the policy of the activity that undoes, instead of the activity's own compensation", async () => {
  const { exit, told } = await run({ refusals: 1 })
  expect(exit).toEqual(Exit.fail(new Refused({ by: "trip.bad" })))
  expect(told.slice(-4)).toEqual([
    "10 trip.one.compensate starts",
    "20 trip.one.compensate refuses",
    "120 trip.one.compensate starts",
    "130 trip.one.compensate undoes",
  ])
})

it("gives up as that policy says", async () => {
  const { exit, events } = await run({ refusals: 2 })
  expect(cleanupFailures(Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined)).toEqual([
    expect.objectContaining({ path: "trip.one", cause: new Refused({ by: "trip.one.compensate" }) }),
  ])
  expect(events.at(-2)).toMatch(/^130 compensation\.failed trip\.one activity="refunds" durationMs=120/)
})
