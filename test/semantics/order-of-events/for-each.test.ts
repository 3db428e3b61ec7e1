import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

const Items = Schema.Struct({ items: Schema.Array(Schema.Number) })

export const inTurn = flow("in-turn", { input: Items })
  .forEach(
    "each",
    ({ input }) => input.items,
    (b) => b.step("one", works, ({ item }) => item),
  )
  .returns(({ each }) => each)

export const wide = flow("wide", { input: Items })
  .forEach(
    "each",
    ({ input }) => input.items,
    (b) => b.step("one", works, ({ item }) => item).returns(({ one, index }) => [index, one] as const),
    { concurrency: 2, key: (item) => `n${item}` },
  )
  .returns(({ each }) => each)

it("works on items one after the other, in their order", async () => {
  const run = await meaningOf(inTurn, import.meta.filename)
  const { exit, events } = await run({ items: [20, 10] })
  expect(exit).toEqual(Exit.succeed([20, 10]))
  expect(events.slice(1, -1)).toEqual([
    '0 step.started each[0].one attempt=1 activity="works"',
    "20 step.completed each[0].one attempt=1 durationMs=20",
    '20 step.started each[1].one attempt=1 activity="works"',
    "30 step.completed each[1].one attempt=1 durationMs=10",
  ])
})

it("begins the next item when one ends, and gives values in item order", async () => {
  const run = await meaningOf(wide, import.meta.filename)
  const { exit, told } = await run({ items: [30, 10, 15] })
  expect(exit).toEqual(
    Exit.succeed([
      [0, 30],
      [1, 10],
      [2, 15],
    ]),
  )
  expect(told).toEqual([
    "0 each[n30].one starts",
    "0 each[n10].one starts",
    "10 each[n10].one ends",
    "10 each[n15].one starts",
    "25 each[n15].one ends",
    "30 each[n30].one ends",
  ])
})
