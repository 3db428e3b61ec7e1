import { flow } from "@millrace/dsl"
import { expect, it } from "vitest"
import { books, fails, refunds } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const mixed = flow("mixed")
  .saga("trip", (b) =>
    b
      .step("skipped", books, () => 10, { when: () => false })
      .step("done", books, () => 10)
      .step("refused", fails, () => 10, {
        onFailure: "continue",
        compensate: { activity: refunds, map: () => ({ ms: 0 }) },
      })
      .step("late", books, () => 100, { onFailure: "continue", timeout: 10 })
      .step("bad", fails, () => 10),
  )
  .returns(() => "booked")

export const kept = flow("kept")
  .loop("rounds", {
    initial: () => 0,
    body: (b) =>
      b
        .try(
          "safe",
          (t) =>
            t.saga("trip", (s) =>
              s.step("one", books, () => 10, { cache: { ttl: "1 day" } }).step("bad", fails, () => 0),
            ),
          { Refused: (h) => h.let("none", () => 0) },
        )
        .returns(({ state }) => state + 1),
    until: (state) => state === 2,
    max: 2,
  })
  .returns(({ rounds }) => rounds)

it("leaves steps alone that were skipped, failed, or timed out", async () => {
  const run = await meaningOf(mixed, import.meta.filename)
  expect((await run()).told.filter((line) => line.endsWith("undoes"))).toEqual(["40 trip.done.compensate undoes"])
})

it("leaves a step alone whose result was kept from before", async () => {
  const run = await meaningOf(kept, import.meta.filename)
  const { told, events } = await run()
  expect(told.filter((line) => /undoes|booked/.test(line))).toEqual([
    "10 rounds[1].safe.try.trip.one is booked",
    "10 rounds[1].safe.try.trip.one.compensate undoes",
  ])
  expect(events).toContain("10 step.completed rounds[2].safe.try.trip.one attempt=0 durationMs=0 cached=true")
})
