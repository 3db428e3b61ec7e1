import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { flaky, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"
import { clerks, desks } from "../shared-limits.ts"

export const first = flow("first", { input: Schema.Struct({ ms: Schema.Number }) })
  .step("one", works, ({ input }) => input.ms, { pool: clerks })
  .returns(({ one }) => one)

export const second = flow("second")
  .step("one", works, () => 10, { pool: clerks })
  .step("other", works, () => 10)
  .returns(({ other }) => other)

export const both = flow("both")
  .parallel({
    a: (b) => b.child("run", first, () => ({ ms: 20 })),
    b: (b) => b.child("run", second),
    c: (b) => b.child("run", first, () => ({ ms: 5 })),
  })
  .returns(() => "done")

export const leaving = flow("leaving")
  .parallel({
    long: (b) => b.step("one", works, () => 100, { pool: desks }),
    longer: (b) => b.step("one", works, () => 150, { pool: desks }),
    impatient: (b) => b.step("one", works, () => 5, { pool: desks, deadline: 50, onFailure: "continue" }),
    next: (b) => b.step("one", works, () => 5, { pool: desks, timeout: 10 }),
  })
  .returns(({ impatient }) => impatient._tag)

export const retried = flow("retried")
  .parallel({
    flaky: (b) => b.step("one", flaky, () => ({ until: 2 }), { pool: clerks, retry: { initialInterval: 100 } }),
    other: (b) => b.step("one", works, () => 10, { pool: clerks }),
  })
  .returns(({ other }) => other)

it("are shared by the workflows that name them, in the order in which they ask", async () => {
  const run = await meaningOf(both, import.meta.filename)
  expect((await run()).told).toEqual([
    "0 one starts",
    "20 one ends",
    "20 one starts",
    "30 one ends",
    "30 other starts",
    "30 one starts",
    "35 one ends",
    "40 other ends",
  ])
})

it("give the place of one that no longer waits to the next, whose timeout begins then", async () => {
  const run = await meaningOf(leaving, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed("Failure"))
  expect(told).toEqual([
    "0 long.one starts",
    "0 longer.one starts",
    "100 long.one ends",
    "100 next.one starts",
    "105 next.one ends",
    "150 longer.one ends",
  ])
})

it("are not held between two attempts", async () => {
  const run = await meaningOf(retried, import.meta.filename)
  expect((await run()).told).toEqual(["0 attempt 1", "0 other.one starts", "10 other.one ends", "100 attempt 2"])
})
