import { flow } from "@millrace/dsl"
import { KeyNotPlain } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { gives, half } from "../activities.ts"
import { bothOf } from "../running/both.ts"
import { meaningOf } from "../running/meaning.ts"

const Items = Schema.Struct({ items: Schema.Array(Schema.Number) })

export const kept = flow("kept", { input: Items })
  .forEach(
    "each",
    ({ input }) => input.items,
    (b) =>
      b
        .step("half", half, ({ item }) => item, { cache: { ttl: "1 second" }, onFailure: "continue" })
        .sleep("pause", 400),
  )
  .returns(() => "done")

export const few = flow("few", { input: Items })
  .forEach(
    "each",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item, { cache: { ttl: "1 day", maximumSize: 2 } }),
  )
  .returns(({ each }) => each)

export const keyed = flow("keyed", { input: Items })
  .forEach(
    "each",
    ({ input }) => input.items,
    (b) => b.step("half", half, ({ item }) => item, { cache: { ttl: "1 day", key: ({ item }) => String(item % 4) } }),
  )
  .returns(({ each }) => each)

export const strange = flow("strange")
  .step("gives", gives, () => ({ deep: [new Map([["a", 1]])] }), { cache: { ttl: "1 day" } })
  .returns(({ gives }) => gives)

export const parts = flow("parts")
  .forEach(
    "each",
    () => [[1, 2], [1, 2], ["1", 2], [2, 1], { a: undefined }, {}, null, undefined, undefined],
    (b) => b.step("gives", gives, ({ item }) => item, { cache: { ttl: "1 day" } }),
  )
  .returns(({ each }) => each.length)

it("gives a result again until its time is over, and makes no attempt", async () => {
  const run = await meaningOf(kept, import.meta.filename)
  const { told, events } = await run({ items: [2, 2, 2, 2, 2] })
  expect(told).toEqual(["0 half 2", "1200 half 2"])
  expect(events.filter((event) => event.includes(".half")).slice(0, 4)).toEqual([
    '0 step.started each[0].half attempt=1 activity="half"',
    "0 step.completed each[0].half attempt=1 durationMs=0",
    "400 step.completed each[1].half attempt=0 durationMs=0 cached=true",
    "800 step.completed each[2].half attempt=0 durationMs=0 cached=true",
  ])
})

it("keeps no failure", async () => {
  const run = await meaningOf(kept, import.meta.filename)
  expect((await run({ items: [3, 3] })).told).toEqual(["0 half 3", "400 half 3"])
})

it("lets the least recently used result go first", async () => {
  const run = await meaningOf(few, import.meta.filename)
  const { exit, effects } = await run({ items: [2, 4, 2, 6, 2, 4] })
  expect(exit).toEqual(Exit.succeed([1, 2, 1, 3, 1, 2]))
  expect(effects).toEqual(["half 2", "half 4", "half 6", "half 4"])
})

it("tells results apart by its key, when it has one", async () => {
  const run = await meaningOf(keyed, import.meta.filename)
  expect((await run({ items: [2, 6, 4, 10, 8] })).exit).toEqual(Exit.succeed([1, 1, 2, 1, 2]))
})

it("tells results apart by the whole input otherwise", async () => {
  const run = await meaningOf(parts, import.meta.filename)
  expect((await run()).effects).toHaveLength(7)
})

it("refuses an input that JSON cannot tell from another", async () => {
  const run = await meaningOf(strange, import.meta.filename)
  const { exit, effects } = await run()
  expect(exit).toEqual(Exit.die(new KeyNotPlain({ path: "gives", property: "0", kind: "an instance of Map" })))
  expect(effects).toEqual([])
})

it("is shared by the executions of the process", async () => {
  const both = await bothOf(few, import.meta.filename)
  const told = await both(async (runner, { time, told }) => {
    await runner.provide(time.layer).run({ items: [8] })
    await runner.provide(time.layer).run({ items: [8] })
    return told
  })
  expect(told).toEqual(["0 half 8"])
})
