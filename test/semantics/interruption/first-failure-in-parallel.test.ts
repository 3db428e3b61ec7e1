import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Odd, Refused, fails, half, listens, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const together = flow("together")
  .parallel({
    long: (b) => b.step("one", works, () => 300),
    short: (b) => b.step("one", fails, () => 100).step("never", works, () => 0),
    tidy: (b) => b.step("one", listens, () => ({ ms: 400, tidyMs: 50 })),
    done: (b) => b.step("one", works, () => 10),
  })
  .returns(({ long }) => long)

export const sameMoment = flow("same-moment")
  .parallel({
    a: (b) => b.step("one", fails, () => 10),
    b: (b) => b.step("one", fails, () => 10),
  })
  .returns(({ a }) => a)

export const atOnce = flow("at-once", { concurrency: 2 })
  .parallel({
    first: (b) => b.step("half", half, () => 7),
    second: (b) => b.step("half", half, () => 8),
  })
  .returns(({ second }) => second)

it("interrupts the branches at work, waits for their cleanup, and then fails", async () => {
  const run = await meaningOf(together, import.meta.filename)
  const { exit, told, events } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "short.one" })))
  expect(told).toEqual([
    "0 long.one starts",
    "0 short.one starts",
    "0 tidy.one starts",
    "0 done.one starts",
    "10 done.one ends",
    "100 short.one fails",
    "100 long.one is interrupted",
    "100 tidy.one hears",
    "150 tidy.one has tidied up",
  ])
  expect(events.slice(-3)).toEqual([
    "100 step.cancelled long.one attempt=1 durationMs=100",
    "150 step.cancelled tidy.one attempt=1 durationMs=150",
    '150 execution.failed durationMs=150 failure={"tag":"Refused","message":""}',
  ])
})

it("is the one written first of two at the same moment", async () => {
  const run = await meaningOf(sameMoment, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "a.one" })))
  expect(told.slice(2)).toEqual(["10 a.one fails", "10 b.one is interrupted"])
})

it("starts no later branch after one that fails at once", async () => {
  const run = await meaningOf(atOnce, import.meta.filename)
  const { exit, effects } = await run(undefined, { durable: "otherwise" })
  expect({ exit, effects }).toEqual({ exit: Exit.fail(new Odd({ n: 7 })), effects: ["half 7"] })
})
