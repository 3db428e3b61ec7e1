import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { books, fails, note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const tried = flow("tried")
  .try("safe", (b) => b.saga("trip", (s) => s.step("one", books, () => 10).step("bad", fails, () => 10)), {
    Refused: (h) => h.step("note", note, ({ error }) => error.by),
  })
  .returns(({ safe }) => safe)

export const handledInside = flow("handled-inside")
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10)
      .try("safe", (t) => t.step("two", books, () => 10).step("bad", fails, () => 10), {
        Refused: (h) => h.let("none", () => 0),
      }),
  )
  .returns(({ trip }) => trip)

it("has been undone when the handler begins", async () => {
  const run = await meaningOf(tried, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed("safe.try.trip.bad"))
  expect(told.slice(-3)).toEqual([
    "20 safe.try.trip.bad fails",
    "20 safe.try.trip.one.compensate undoes",
    "20 safe.try.trip.bad",
  ])
})

it("undoes nothing when a failure is handled inside of it", async () => {
  const run = await meaningOf(handledInside, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed(0))
  expect(told.at(-1)).toBe("30 trip.safe.try.bad fails")
})
