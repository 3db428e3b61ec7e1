import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, fails, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const items = flow("items", { input: Schema.Struct({ items: Schema.Array(Schema.Number) }) })
  .forEach(
    "each",
    ({ input }) => input.items,
    (b) =>
      b.when(
        "bad",
        ({ item }) => item < 0,
        (w) => w.step("one", fails, ({ item }) => -item),
        (w) => w.step("one", works, ({ item }) => item),
      ),
    { concurrency: 2 },
  )
  .returns(({ each }) => each)

it("interrupts the items at work, and begins no other", async () => {
  const run = await meaningOf(items, import.meta.filename)
  const { exit, told } = await run({ items: [100, 10, -20, 5, 5] })
  expect(exit).toEqual(Exit.fail(new Refused({ by: "each[2].bad.then.one" })))
  expect(told).toEqual([
    "0 each[0].bad.otherwise.one starts",
    "0 each[1].bad.otherwise.one starts",
    "10 each[1].bad.otherwise.one ends",
    "10 each[2].bad.then.one starts",
    "30 each[2].bad.then.one fails",
    "30 each[0].bad.otherwise.one is interrupted",
  ])
})
