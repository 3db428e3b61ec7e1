import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, breaks, deaf, fails, listens, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const raced = flow("raced", { input: Schema.Struct({ quickMs: Schema.Number, tidyMs: Schema.Number }) })
  .race("first", {
    quick: (b) => b.step("one", works, ({ input }) => input.quickMs),
    tidy: (b) => b.step("one", listens, ({ input }) => ({ ms: 400, tidyMs: input.tidyMs })),
    deaf: (b) => b.step("one", deaf, () => 50),
  })
  .returns(({ first }) => first)

export const failing = flow("failing")
  .race("first", {
    late: (b) => b.step("one", fails, () => 20),
    early: (b) => b.step("one", fails, () => 10),
  })
  .returns(({ first }) => first.branch)

export const breaking = flow("breaking")
  .race("first", {
    slow: (b) => b.step("one", works, () => 20),
    broken: (b) => b.step("one", breaks, () => 10),
  })
  .returns(({ first }) => first.branch)

export const alone = flow("alone")
  .race("first", { only: (b) => b.step("one", works, () => 10) })
  .returns(({ first }) => first)

it("interrupts the others, and waits for the cleanup of those that listen", async () => {
  const run = await meaningOf(raced, import.meta.filename)
  const { exit, told, endedMs } = await run({ quickMs: 10, tidyMs: 30 })
  expect(exit).toEqual(Exit.succeed({ branch: "quick", value: 10 }))
  expect({ told, endedMs }).toEqual({
    told: [
      "0 quick.one starts",
      "0 tidy.one starts",
      "0 deaf.one starts",
      "10 quick.one ends",
      "10 tidy.one hears",
      "40 tidy.one has tidied up",
    ].map((line) => line.replace(" ", " first.")),
    endedMs: 40,
  })
})

it("fails as the first written branch did, when all have failed", async () => {
  const run = await meaningOf(failing, import.meta.filename)
  const { exit, endedMs } = await run()
  expect(exit).toEqual(Exit.fail(new Refused({ by: "first.late.one" })))
  expect(endedMs).toBe(20)
})

it("ends at once with a defect, and interrupts the others", async () => {
  const run = await meaningOf(breaking, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toMatchObject({ cause: { reasons: [{ defect: { _tag: "ActivityDefect", path: "first.broken.one" } }] } })
  expect(told.slice(-2)).toEqual(["10 first.broken.one breaks", "10 first.slow.one is interrupted"])
})

it("is won by the only branch", async () => {
  const run = await meaningOf(alone, import.meta.filename)
  expect((await run()).exit).toEqual(Exit.succeed({ branch: "only", value: 10 }))
})
