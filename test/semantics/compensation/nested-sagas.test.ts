import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { Refused, books, fails, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const outerFails = flow("outer-fails")
  .saga("outer", (b) =>
    b
      .step("one", books, () => 10)
      .saga("inner", (i) => i.step("two", books, () => 10))
      .step("bad", fails, () => 10),
  )
  .returns(() => "booked")

export const innerFails = flow("inner-fails")
  .saga("outer", (b) =>
    b.step("one", books, () => 10).saga("inner", (i) => i.step("two", books, () => 10).step("bad", fails, () => 10)),
  )
  .returns(() => "booked")

export const innerHandled = flow("inner-handled")
  .saga("outer", (b) =>
    b
      .step("one", books, () => 10)
      .try("safe", (t) => t.saga("inner", (i) => i.step("two", books, () => 10).step("bad", fails, () => 10)), {
        Refused: (h) => h.step("three", books, () => 10),
      })
      .step("bad", fails, () => 10),
  )
  .returns(() => "booked")

export const innerBeside = flow("inner-beside")
  .saga("outer", (b) =>
    b
      .parallel({
        a: (p) => p.saga("inner", (i) => i.step("one", books, () => 10).step("wait", works, () => 30)),
        b: (p) => p.step("two", books, () => 20),
      })
      .step("bad", fails, () => 10),
  )
  .returns(() => "booked")

const later = (told: ReadonlyArray<string>) => told.filter((line) => /undoes|fails/.test(line))

it("undoes an inner saga that has succeeded as part of the outer", async () => {
  const run = await meaningOf(outerFails, import.meta.filename)
  expect(later((await run()).told)).toEqual([
    "30 outer.bad fails",
    "30 outer.inner.two.compensate undoes",
    "30 outer.one.compensate undoes",
  ])
})

it("undoes the inner saga that fails, then the outer", async () => {
  const run = await meaningOf(innerFails, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "outer.inner.bad" })))
  expect(later(told)).toEqual([
    "30 outer.inner.bad fails",
    "30 outer.inner.two.compensate undoes",
    "30 outer.one.compensate undoes",
  ])
})

it("undoes an inner saga before its failure is handled, and never twice", async () => {
  const run = await meaningOf(innerHandled, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "outer.bad" })))
  expect(later(told)).toEqual([
    "30 outer.safe.try.inner.bad fails",
    "30 outer.safe.try.inner.two.compensate undoes",
    "50 outer.bad fails",
    "50 outer.safe.catch.Refused.three.compensate undoes",
    "50 outer.one.compensate undoes",
  ])
})

it("takes an inner saga for finished when it ends, not when its steps did", async () => {
  const run = await meaningOf(innerBeside, import.meta.filename)
  expect(later((await run()).told)).toEqual([
    "50 outer.bad fails",
    "50 outer.a.inner.one.compensate undoes",
    "50 outer.b.two.compensate undoes",
  ])
})
