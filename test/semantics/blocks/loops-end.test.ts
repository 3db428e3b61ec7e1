import { flow } from "@millrace/dsl"
import { LoopExhausted } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { increment } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const loops = flow("loops", { input: Schema.Struct({ from: Schema.Number }) })
  .loop("until", {
    initial: ({ input }) => input.from,
    body: (b) => b.step("add", increment, ({ state }) => state),
    until: (state, iteration) => state >= 3 || iteration >= 5,
    max: 5,
  })
  .loop("whilst", {
    initial: () => ({ n: 0, seen: [] as ReadonlyArray<number> }),
    body: (b) =>
      b
        .step("add", increment, ({ state }) => state.n)
        .returns(({ state, add, iteration }) => ({ n: add, seen: [...state.seen, iteration] })),
    while: (state) => state.n < 4,
    max: 3,
    onExhausted: "continue",
  })
  .loop("strict", {
    initial: () => 0,
    body: (b) => b.let("next", ({ state }) => state + 1),
    while: (state) => state < 2,
    max: 1,
  })
  .returns(({ until, whilst, strict }) => ({ until, whilst, strict }))

export const exact = flow("exact", { input: Schema.Struct({ goal: Schema.Number, none: Schema.Number }) })
  .loop("until", {
    initial: () => 0,
    body: (b) => b.step("add", increment, ({ state }) => state),
    until: (state, _iteration) => state === 3,
    max: 3,
  })
  .loop("whilst", {
    initial: () => 0,
    body: (b) => b.let("next", ({ state }) => state + 1),
    while: (state) => state < 3,
    max: 3,
  })
  .loop("never", {
    initial: ({ input }) => input.none,
    body: (b) => b.step("add", increment, ({ state }) => state),
    while: (state) => state < 0,
    max: 3,
  })
  .loop("kept", {
    initial: () => 0,
    body: (b) => b.let("next", ({ state }) => state + 1),
    until: () => false,
    max: 2,
    onExhausted: "continue",
  })
  .returns(({ until, whilst, never, kept }) => [until, whilst, never, kept])

it("fails when a loop makes its last iteration and would go on", async () => {
  const run = await meaningOf(loops, import.meta.filename)
  const { exit, effects, events } = await run({ from: 1 })
  expect(exit).toEqual(Exit.fail(new LoopExhausted({ path: "strict", iterations: 1 })))
  expect(effects).toEqual(["increment 1", "increment 2", "increment 0", "increment 1", "increment 2"])
  expect(events.filter((event) => event.includes("loop."))).toEqual([
    "0 loop.iterated until iteration=1",
    "0 loop.iterated until iteration=2",
    "0 loop.iterated whilst iteration=1",
    "0 loop.iterated whilst iteration=2",
    "0 loop.iterated whilst iteration=3",
    "0 loop.iterated strict iteration=1",
  ])
  expect(events).toContain('0 step.started whilst[3].add attempt=1 activity="increment"')
})

it("succeeds in the last iteration, runs none where while does not hold, and keeps the last state where told so", async () => {
  const run = await meaningOf(exact, import.meta.filename)
  const { exit, effects } = await run({ goal: 3, none: 7 })
  expect(exit).toEqual(Exit.succeed([3, 3, 7, 2]))
  expect(effects).toEqual(["increment 0", "increment 1", "increment 2"])
})
