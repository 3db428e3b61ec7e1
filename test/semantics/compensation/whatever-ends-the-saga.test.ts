import { flow } from "@millrace/dsl"
import { WorkflowTimeout } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, books, breaks, fails, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const sibling = flow("sibling")
  .parallel({
    saga: (b) => b.saga("trip", (s) => s.step("one", books, () => 10).step("rest", works, () => 1_000)),
    bad: (b) => b.step("one", fails, () => 50),
  })
  .returns(() => "booked")

export const tooLong = flow("too-long", { timeout: 50 })
  .saga("trip", (s) => s.step("one", books, () => 10).step("rest", works, () => 1_000))
  .returns(() => "booked")

export const defective = flow("defective")
  .saga("trip", (s) => s.step("one", books, () => 10).step("rest", breaks, () => 40))
  .returns(() => "booked")

export const lost = flow("lost")
  .race("first", {
    saga: (b) => b.saga("trip", (s) => s.step("one", books, () => 10).step("rest", works, () => 1_000)),
    quick: (b) => b.step("one", works, () => 50),
  })
  .returns(({ first }) => first.branch)

export const mapped = flow("mapped", { input: Schema.Struct({ nothing: Schema.Undefined }) })
  .saga("trip", (s) =>
    s
      .step("one", books, () => 10)
      .step("wait", works, () => 40)
      .let("rest", ({ input }) => String(input.nothing).at(99)?.length),
  )
  .step("end", fails, () => 0)
  .returns(({ trip }) => trip)

const undoing = (told: ReadonlyArray<string>) => told.filter((line) => line.endsWith("undoes"))

it("is undone when a sibling's failure interrupts it", async () => {
  const run = await meaningOf(sibling, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "bad.one" })))
  expect(told.slice(-3)).toEqual([
    "50 bad.one fails",
    "50 saga.trip.rest is interrupted",
    "50 saga.trip.one.compensate undoes",
  ])
})

it("is undone when the workflow takes too long", async () => {
  const run = await meaningOf(tooLong, import.meta.filename)
  const { exit, told, events } = await run()
  expect(exit).toEqual(Exit.fail(new WorkflowTimeout({ workflow: "too-long", timeoutMs: 50 })))
  expect(undoing(told)).toEqual(["50 trip.one.compensate undoes"])
  expect(events.at(-1)).toMatch(/^50 execution\.timed-out/)
})

it("is undone when the execution is cancelled", async () => {
  const run = await meaningOf(tooLong, import.meta.filename)
  const { exit, told, events } = await run(undefined, { cancelAtMs: 30 })
  expect(Exit.hasInterrupts(exit)).toBe(true)
  expect(undoing(told)).toEqual(["30 trip.one.compensate undoes"])
  expect(events.at(-1)).toBe("30 execution.cancelled durationMs=30")
})

it("is undone after a defect", async () => {
  const run = await meaningOf(defective, import.meta.filename)
  const { exit, told } = await run()
  expect(Exit.hasDies(exit)).toBe(true)
  expect(undoing(told)).toEqual(["50 trip.one.compensate undoes"])
})

it("is undone when it loses a race, before the winner goes on", async () => {
  const run = await meaningOf(lost, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed("quick"))
  expect(undoing(told)).toEqual(["50 first.saga.trip.one.compensate undoes"])
})

it("is not undone by a failure after it", async () => {
  const run = await meaningOf(mapped, import.meta.filename)
  const { exit, told } = await run({ nothing: undefined }, { durable: "otherwise" })
  expect(exit).toEqual(Exit.fail(new Refused({ by: "end" })))
  expect(undoing(told)).toEqual([])
})
