import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { note } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const blockValues = flow("block-values", { input: Schema.Struct({ flag: Schema.Boolean }) })
  .when(
    "parallelLast",
    ({ input }) => input.flag,
    (b) => b.parallel({ x: (p) => p.let("one", () => 1) }),
    (b) => b.let("two", () => 2),
  )
  .when(
    "skipped",
    ({ input }) => !input.flag,
    (b) => b.let("three", () => 3),
  )
  .forEach(
    "skips",
    () => [1, 2, 3],
    (b) =>
      b.when(
        "even",
        ({ item }) => item % 2 === 0,
        (w) => w.step("note", note, ({ item, index }) => `${item} at ${index}`),
      ),
  )
  .returns(({ parallelLast, skipped, skips }) => ({ parallelLast, skipped, skips }))

const run = await meaningOf(blockValues, import.meta.filename)

it("has no value for a block that ends with a parallel, or is not taken", async () => {
  const skips = [undefined, "2 at 1", undefined]
  expect((await run({ flag: true }, { durable: "otherwise" })).exit).toEqual(
    Exit.succeed({ parallelLast: undefined, skipped: undefined, skips }),
  )
  expect((await run({ flag: false }, { durable: "otherwise" })).exit).toEqual(
    Exit.succeed({ parallelLast: 2, skipped: 3, skips }),
  )
})

it("tells of the branch that is not taken, for each item", async () => {
  const { events } = await run({ flag: false }, { durable: "otherwise" })
  expect(events.filter((event) => event.includes("even"))).toEqual([
    "0 step.skipped skips[0].even",
    '0 branch.taken skips[1].even branch="then"',
    '0 step.started skips[1].even.then.note attempt=1 activity="note"',
    "0 step.completed skips[1].even.then.note attempt=1 durationMs=0",
    "0 step.skipped skips[2].even",
  ])
})
