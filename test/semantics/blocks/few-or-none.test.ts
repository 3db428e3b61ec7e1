import { flow } from "@millrace/dsl"
import { DuplicateKey } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { half, halfLater, note, works } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const noBranch = flow("no-branch")
  .parallel({})
  .parallel({}, { minimumSuccess: 1, summary: "counted" })
  .returns(({ counted }) => counted)

export const oneBranch = flow("one-branch")
  .parallel({ only: (b) => b.step("one", works, () => 10) })
  .returns(({ only }) => only)

export const items = flow("items", { input: Schema.Struct({ items: Schema.Array(Schema.Number) }) })
  .forEach(
    "ordered",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
  )
  .forEach(
    "wide",
    ({ input }) => input.items,
    (b) => b.step("half", halfLater, ({ item }) => item).returns(({ half: halved, index }) => [index, halved] as const),
    { concurrency: 3, key: (item) => item },
  )
  .forEach(
    "all",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item),
    { minimumSuccess: 1, summary: "counted", concurrency: "unbounded" },
  )
  .returns(({ ordered, wide, counted }) => ({ ordered, wide, total: counted.total }))

export const oneNode = flow("one-node")
  .graph((g) => g.node("only", { needs: [] }, (b) => b.step("one", works, () => 10)))
  .returns(({ only }) => only)

export const elsewhere = flow("elsewhere", { input: Schema.Struct({ label: Schema.String }) })
  .match(
    "found",
    ({ input }) => input.label,
    {},
    (b) => b.step("note", note, () => "otherwise"),
  )
  .returns(({ found }) => found)

export const emptyBlocks = flow("empty-blocks")
  .when(
    "empty",
    () => true,
    (b) => b.returns(() => "block"),
  )
  .saga("saga", (b) => b.returns(() => 1))
  .returns(({ empty, saga }) => [empty, saga])

it("goes on after a parallel without branches, of which all have succeeded", async () => {
  const run = await meaningOf(noBranch, import.meta.filename)
  expect((await run()).exit).toEqual(Exit.succeed({ total: 0, succeeded: 0, failed: 0, failures: [] }))
})

it("runs a parallel of one branch", async () => {
  const run = await meaningOf(oneBranch, import.meta.filename)
  expect((await run()).exit).toEqual(Exit.succeed(10))
})

it("gives empty arrays for no items", async () => {
  const run = await meaningOf(items, import.meta.filename)
  const { exit, effects } = await run({ items: [] })
  expect({ exit, effects }).toEqual({ exit: Exit.succeed({ ordered: [], wide: [], total: 0 }), effects: [] })
})

it("gives values in item order for one item and for more", async () => {
  const run = await meaningOf(items, import.meta.filename)
  expect((await run({ items: [4] })).exit).toEqual(Exit.succeed({ ordered: [2], wide: [[0, 2]], total: 1 }))
  const { exit, events } = await run({ items: [2, 8, 4] })
  const wide = [
    [0, 1],
    [1, 4],
    [2, 2],
  ]
  expect(exit).toEqual(Exit.succeed({ ordered: [1, 4, 2], wide, total: 3 }))
  expect(events).toContain('0 step.started ordered[2].half attempt=1 activity="half"')
  expect(events).toContain('0 step.started wide[8].half attempt=1 activity="half-later"')
})

it("is a defect when two items have one key", async () => {
  const run = await meaningOf(items, import.meta.filename)
  const { exit, effects } = await run({ items: [2, 2] })
  expect(exit).toEqual(Exit.die(new DuplicateKey({ path: "wide", key: "2", indices: [0, 1] })))
  expect(effects).toEqual(["half 2", "half 2"])
})

it("runs a graph of one node", async () => {
  const run = await meaningOf(oneNode, import.meta.filename)
  expect((await run()).exit).toEqual(Exit.succeed(10))
})

it("takes the way for all other cases when there is no case", async () => {
  const run = await meaningOf(elsewhere, import.meta.filename)
  expect((await run({ label: "toString" })).exit).toEqual(Exit.succeed("otherwise"))
})

it("has the value of a block that only returns", async () => {
  const run = await meaningOf(emptyBlocks, import.meta.filename)
  expect((await run()).exit).toEqual(Exit.succeed(["block", 1]))
})
