import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, books, booksAnyway, booksDeaf, cancelsAtLast, cancelsItself, fails, refunds } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const late = flow("late")
  .parallel({
    saga: (b) => b.saga("trip", (s) => s.step("one", books, () => 10).step("two", booksAnyway, () => 100)),
    bad: (b) => b.step("one", fails, () => 50),
  })
  .returns(() => "booked")

export const twice = flow("twice")
  .saga("trip", (b) =>
    b
      .step("one", booksAnyway, () => 100, {
        timeout: 60,
        retry: { maximumAttempts: 2, initialInterval: 0 },
        onFailure: "continue",
      })
      .step("bad", fails, () => 0),
  )
  .returns(() => "booked")

export const cannotHear = flow("cannot-hear", { input: Schema.Struct({ ms: Schema.Number }), timeout: 20 })
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10, { compensate: { activity: refunds, map: () => ({ ms: 40 }) } })
      .step("two", booksDeaf, ({ input }) => input.ms),
  )
  .returns(() => "booked")

export const atLast = flow("at-last")
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10)
      .step("two", cancelsAtLast, () => 10)
      .step("three", books, () => 10),
  )
  .returns(() => "booked")

export const fromInside = flow("from-inside")
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10)
      .step("two", cancelsItself, () => 50)
      .step("three", books, () => 10),
  )
  .returns(() => "booked")

it("undoes a step that finishes although it was interrupted", async () => {
  const run = await meaningOf(late, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "bad.one" })))
  expect(told.slice(-5)).toEqual([
    "50 bad.one fails",
    "50 saga.trip.two hears",
    "110 saga.trip.two is booked",
    "110 saga.trip.two.compensate undoes",
    "110 saga.trip.one.compensate undoes",
  ])
})

it("undoes a step that has cancelled its own execution before it finished", async () => {
  const run = await meaningOf(atLast, import.meta.filename)
  const { exit, told, events } = await run(undefined, { durable: "otherwise" })
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(told).toEqual([
    "0 trip.one starts",
    "10 trip.one is booked",
    "10 trip.two starts",
    "20 trip.two hears",
    "20 trip.two is booked",
    "20 trip.two.compensate undoes",
    "20 trip.one.compensate undoes",
  ])
  expect(events.at(-1)).toBe("20 execution.cancelled durationMs=20")
})

it("undoes a step that cannot hear when it finishes while others are undone, and leaves it behind when later", async () => {
  const run = await meaningOf(cannotHear, import.meta.filename)
  expect((await run({ ms: 30 })).told.slice(2)).toEqual([
    "10 trip.two starts",
    "20 trip.one.compensate starts",
    "40 trip.two is booked",
    "60 trip.one.compensate undoes",
    "60 trip.two.compensate undoes",
  ])
  const { told, endedMs } = await run({ ms: 100 })
  expect(told.slice(2)).toEqual([
    "10 trip.two starts",
    "20 trip.one.compensate starts",
    "60 trip.one.compensate undoes",
  ])
  expect(endedMs).toBe(60)
})

it("undoes a step once of which two attempts have finished too late", async () => {
  const run = await meaningOf(twice, import.meta.filename)
  const { told } = await run()
  expect(told.filter((line) => /booked|undoes/.test(line))).toEqual([
    "100 trip.one is booked",
    "200 trip.one is booked",
    "200 trip.one.compensate undoes",
  ])
})

it("undoes a step that cancels its own execution and then finishes", async () => {
  const run = await meaningOf(fromInside, import.meta.filename)
  const { exit, told, events } = await run(undefined, { durable: "otherwise" })
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(told.slice(2)).toEqual([
    "10 trip.two starts",
    "10 trip.two hears",
    "60 trip.two is booked",
    "60 trip.two.compensate undoes",
    "60 trip.one.compensate undoes",
  ])
  expect(events.at(-1)).toBe("60 execution.cancelled durationMs=60")
})
