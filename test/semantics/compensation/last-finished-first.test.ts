import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Refused, books, fails } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const sequence = flow("sequence")
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10)
      .step("two", books, () => 10)
      .step("bad", fails, () => 10),
  )
  .returns(() => "booked")

export const branches = flow("branches")
  .saga("trip", (b) =>
    b
      .parallel({
        slow: (p) => p.step("one", books, () => 30),
        quick: (p) => p.step("one", books, () => 10).step("two", books, () => 10),
      })
      .step("bad", fails, () => 0),
  )
  .returns(() => "booked")

export const items = flow("items")
  .saga("trip", (b) =>
    b
      .forEach(
        "each",
        () => [30, 10, 5],
        (e) => e.step("one", books, ({ item }) => item),
        { concurrency: 2 },
      )
      .step("bad", fails, () => 0),
  )
  .returns(() => "booked")

export const done = flow("done")
  .saga("trip", (b) => b.step("one", books, () => 10))
  .returns(({ trip }) => trip)

const undone = (told: ReadonlyArray<string>) => told.filter((line) => line.endsWith("undoes"))

it("undoes steps in reverse order, and then fails", async () => {
  const run = await meaningOf(sequence, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "trip.bad" })))
  expect(told).toEqual([
    "0 trip.one starts",
    "10 trip.one is booked",
    "10 trip.two starts",
    "20 trip.two is booked",
    "20 trip.bad starts",
    "30 trip.bad fails",
    "30 trip.two.compensate undoes",
    "30 trip.one.compensate undoes",
  ])
})

it("undoes the steps of branches in the reverse order in which they ended", async () => {
  const run = await meaningOf(branches, import.meta.filename)
  expect(undone((await run()).told)).toEqual([
    "30 trip.slow.one.compensate undoes",
    "30 trip.quick.two.compensate undoes",
    "30 trip.quick.one.compensate undoes",
  ])
})

it("undoes the steps of items in the reverse order in which they ended", async () => {
  const run = await meaningOf(items, import.meta.filename)
  expect(undone((await run()).told)).toEqual([
    "30 trip.each[0].one.compensate undoes",
    "30 trip.each[2].one.compensate undoes",
    "30 trip.each[1].one.compensate undoes",
  ])
})

it("undoes nothing when the saga succeeds", async () => {
  const run = await meaningOf(done, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed(10))
  expect(told).toEqual(["0 trip.one starts", "10 trip.one is booked"])
})
