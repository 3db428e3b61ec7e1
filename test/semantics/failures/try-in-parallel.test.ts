import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, fails, half, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const safe = flow("safe", { input: Schema.Struct({ n: Schema.Number }) })
  .parallel({
    other: (b) => b.step("one", works, () => 50),
    tried: (b) =>
      b.try("safe", (t) => t.step("bad", fails, () => 10), {
        Refused: (h) => h.step("half", half, ({ input }) => input.n),
      }),
  })
  .returns(({ other, tried }) => [other, tried])

const run = await meaningOf(safe, import.meta.filename)

it("leaves the siblings alone when the failure is handled in its branch", async () => {
  const { exit, told } = await run({ n: 4 })
  expect(exit).toEqual(Exit.succeed([50, 2]))
  expect(told).toEqual([
    "0 other.one starts",
    "0 tried.safe.try.bad starts",
    "10 tried.safe.try.bad fails",
    "10 half 4",
    "50 other.one ends",
  ])
})

it("interrupts the siblings when the handler fails", async () => {
  const { exit, told } = await run({ n: 3 })
  expect(exit).toEqual(Exit.fail(new Odd({ n: 3 })))
  expect(told.slice(-2)).toEqual(["10 half 3", "10 other.one is interrupted"])
})
