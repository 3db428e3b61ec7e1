import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { half, halfLater } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const handlers = flow("handlers", { input: Schema.Struct({ n: Schema.Number }) })
  .try(
    "outer",
    (b) =>
      b.try("inner", (i) => i.step("half", half, ({ input }) => input.n), {
        Odd: (h) => h.step("again", half, ({ error }) => error.n * -1),
      }),
    {
      Negative: (b) =>
        b.forEach(
          "each",
          ({ error }) => [error.n, 2],
          (f) =>
            f.try("safe", (t) => t.step("half", halfLater, ({ item }) => item * item), {
              Odd: (h) => h.returns(({ error, item, index }) => `${error.n} ${item} ${index}`),
            }),
        ),
    },
  )
  .returns(({ outer }) => outer)

const run = await meaningOf(handlers, import.meta.filename)

it("handles in the outer what a handler of the inner fails with", async () => {
  const { exit, effects, events } = await run({ n: 3 })
  expect(exit).toEqual(Exit.succeed(["9 -3 0", 2]))
  expect(effects).toEqual(["half 3", "half -3", "half later 9", "half later 4"])
  expect(events.filter((event) => event.includes("branch"))).toEqual([
    '0 branch.taken outer.try.inner branch="Odd"',
    '0 branch.taken outer branch="Negative"',
    '0 branch.taken outer.catch.Negative.each[0].safe branch="Odd"',
  ])
})

it("gives the inner value when nothing fails", async () => {
  expect((await run({ n: 4 })).exit).toEqual(Exit.succeed(2))
})
