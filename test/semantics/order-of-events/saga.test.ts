import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Refused, books, fails } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const booked = flow("booked")
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10)
      .step("two", books, () => 10)
      .step("three", fails, () => 10),
  )
  .returns(() => "booked")

it("tells each compensation at the step that it undoes, before the execution's end", async () => {
  const run = await meaningOf(booked, import.meta.filename)
  const { exit, events } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "trip.three" })))
  expect(events.slice(-6)).toEqual([
    '30 step.failed trip.three attempt=1 durationMs=10 failure={"tag":"Refused","message":""}',
    '30 compensation.started trip.two activity="books"',
    '30 compensation.completed trip.two activity="books" durationMs=0',
    '30 compensation.started trip.one activity="books"',
    '30 compensation.completed trip.one activity="books" durationMs=0',
    '30 execution.failed durationMs=30 failure={"tag":"Refused","message":""}',
  ])
})
