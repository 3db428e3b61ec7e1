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

export const nodes = flow("nodes")
  .saga("trip", (b) =>
    b
      .graph((g) =>
        g
          .node("a", { needs: [] }, (n) => n.step("one", books, () => 30))
          .node("b", { needs: [] }, (n) => n.step("one", books, () => 10))
          .node("c", { needs: ["b"] }, (n) => n.step("one", books, () => 10)),
      )
      .step("bad", fails, () => 0),
  )
  .returns(() => "booked")

export const atOnce = flow("at-once", { schedule: "dataflow" })
  .saga("trip", (b) =>
    b
      .step("a", books, () => 30)
      .step("b", books, () => 10)
      .step("c", books, ({ b: ms }) => ms)
      .step("d", books, () => 100)
      .step("bad", fails, ({ a }) => a - 20),
  )
  .returns(() => "booked")

export const raced = flow("raced")
  .saga("trip", (b) =>
    b
      .race("first", {
        lost: (r) => r.step("one", books, () => 10).step("two", books, () => 100),
        won: (r) => r.step("one", books, () => 20),
      })
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

it("undoes the steps of nodes in the reverse order in which they ended", async () => {
  const run = await meaningOf(nodes, import.meta.filename)
  expect(undone((await run()).told)).toEqual([
    "30 trip.a.one.compensate undoes",
    "30 trip.c.one.compensate undoes",
    "30 trip.b.one.compensate undoes",
  ])
})

it("undoes steps that ran at once in the reverse order in which they ended, and not one that was interrupted", async () => {
  const run = await meaningOf(atOnce, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "trip.bad" })))
  expect(told.slice(-5)).toEqual([
    "40 trip.bad fails",
    "40 trip.d is interrupted",
    "40 trip.a.compensate undoes",
    "40 trip.c.compensate undoes",
    "40 trip.b.compensate undoes",
  ])
})

it("undoes what a branch has done that lost a race", async () => {
  const run = await meaningOf(raced, import.meta.filename)
  expect(undone((await run()).told)).toEqual([
    "20 trip.first.won.one.compensate undoes",
    "20 trip.first.lost.one.compensate undoes",
  ])
})

it("undoes nothing when the saga succeeds", async () => {
  const run = await meaningOf(done, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed(10))
  expect(told).toEqual(["0 trip.one starts", "10 trip.one is booked"])
})
