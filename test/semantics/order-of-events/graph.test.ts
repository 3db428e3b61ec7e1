import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const diamond = flow("diamond")
  .graph((g) =>
    g
      .node("top", { needs: [] }, (b) => b.step("one", works, () => 10))
      .node("left", { needs: ["top"] }, (b) => b.step("one", works, ({ top }) => top + 10))
      .node("right", { needs: ["top"] }, (b) => b.step("one", works, ({ top }) => top))
      .node("alone", { needs: [] }, (b) => b.step("one", works, () => 5))
      .node("bottom", { needs: ["left", "right"] }, (b) => b.step("one", works, ({ left, right }) => left + right)),
  )
  .returns(({ bottom, alone }) => [bottom, alone])

export const narrow = flow("narrow")
  .graph(
    (g) =>
      g
        .node("a", { needs: [] }, (b) => b.step("one", works, () => 10))
        .node("b", { needs: [] }, (b) => b.step("one", works, () => 10))
        .node("c", { needs: ["a"] }, (b) => b.step("one", works, () => 10))
        .node("d", { needs: [] }, (b) => b.step("one", works, () => 10)),
    { concurrency: 1 },
  )
  .returns(({ d }) => d)

it("begins a node in the moment in which the last that it needs has ended", async () => {
  const run = await meaningOf(diamond, import.meta.filename)
  const { exit, told } = await run()
  expect(exit).toEqual(Exit.succeed([30, 5]))
  expect(told).toEqual([
    "0 top.one starts",
    "0 alone.one starts",
    "5 alone.one ends",
    "10 top.one ends",
    "10 left.one starts",
    "10 right.one starts",
    "20 right.one ends",
    "30 left.one ends",
    "30 bottom.one starts",
    "60 bottom.one ends",
  ])
})

it("takes the first written of the nodes that can begin, where not all may run at once", async () => {
  const run = await meaningOf(narrow, import.meta.filename)
  const { told } = await run()
  expect(told.filter((line) => line.endsWith("starts"))).toEqual([
    "0 a.one starts",
    "10 b.one starts",
    "20 c.one starts",
    "30 d.one starts",
  ])
})
