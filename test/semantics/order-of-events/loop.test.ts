import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { increment } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const rounds = flow("rounds")
  .loop("rounds", {
    initial: () => 0,
    body: (b) => b.step("add", increment, ({ state }) => state),
    until: (state) => state >= 2,
    max: 5,
  })
  .returns(({ rounds }) => rounds)

it("tells an iteration when it has ended, and numbers its steps", async () => {
  const run = await meaningOf(rounds, import.meta.filename)
  const { exit, events } = await run()
  expect(exit).toEqual(Exit.succeed(2))
  expect(events.slice(1, -1)).toEqual([
    '0 step.started rounds[1].add attempt=1 activity="increment"',
    "0 step.completed rounds[1].add attempt=1 durationMs=0",
    "0 loop.iterated rounds iteration=1",
    '0 step.started rounds[2].add attempt=1 activity="increment"',
    "0 step.completed rounds[2].add attempt=1 durationMs=0",
    "0 loop.iterated rounds iteration=2",
  ])
})
