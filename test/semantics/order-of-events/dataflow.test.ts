import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Refused, fails, names, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const diamond = flow("diamond", { schedule: "dataflow" })
  .step("top", works, () => 10)
  .step("alone", works, () => 30)
  .step("left", works, ({ top }) => top)
  .step("right", works, ({ top }) => top + 5)
  .step("bottom", works, ({ left, right }) => left + right)
  .let("sum", ({ alone, top }) => alone + top)
  .returns(({ bottom, sum }) => [bottom, sum])

export const whole = flow("whole", { schedule: "dataflow" })
  .step("slow", works, () => 30)
  .step("quick", works, () => 10)
  .step("all", names, (scope) => scope)
  .step("after", works, ({ quick }) => quick)
  .returns(({ all }) => all)

export const failing = flow("failing", { schedule: "dataflow" })
  .step("slow", works, () => 30)
  .step("bad", fails, () => 10)
  .step("never", works, ({ bad }) => bad)
  .returns(({ never }) => never)

export const inside = flow("inside", { schedule: "dataflow" })
  .step("one", works, () => 10)
  .forEach(
    "each",
    () => [20],
    (b) => b.step("a", works, ({ item }) => item).step("b", works, ({ item }) => item),
  )
  .when(
    "late",
    ({ one }) => one > 0,
    (w) => w.step("c", works, () => 5),
  )
  .returns(({ each, late }) => [each, late])

const starts = (told: ReadonlyArray<string>) => told.filter((line) => line.endsWith("starts"))

it("begins each step in the moment in which what it reads is there", async () => {
  const run = await meaningOf(diamond, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed([25, 40]))
  expect(told).toEqual([
    "0 top starts",
    "0 alone starts",
    "10 top ends",
    "10 left starts",
    "10 right starts",
    "20 left ends",
    "25 right ends",
    "25 bottom starts",
    "30 alone ends",
    "50 bottom ends",
  ])
})

it("waits for all steps before one that takes the scope as a whole", async () => {
  const run = await meaningOf(whole, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed(["input", "quick", "slow"]))
  expect(told).toEqual([
    "0 slow starts",
    "0 quick starts",
    "10 quick ends",
    "10 after starts",
    "20 after ends",
    "30 slow ends",
    "30 names",
  ])
})

it("interrupts what is at work when a step fails, and begins nothing more", async () => {
  const run = await meaningOf(failing, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "bad" })))
  expect(told).toEqual(["0 slow starts", "0 bad starts", "10 bad fails", "10 slow is interrupted"])
})

it("holds inside blocks too", async () => {
  const run = await meaningOf(inside, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed([[20], 5]))
  expect(starts(told)).toEqual(["0 one starts", "0 each[0].a starts", "0 each[0].b starts", "10 late.then.c starts"])
})
