import { flow } from "@millrace/dsl"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Odd, flaky, increment } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

export const loopedParallel = flow("looped-parallel", {
  input: Schema.Struct({ until: Schema.Number }),
  retry: { maximumAttempts: 2, initialInterval: 10, backoffCoefficient: 1 },
  concurrency: 1,
})
  .loop("rounds", {
    initial: () => ({ a: 0, b: 0 }),
    body: (b) =>
      b
        .parallel({
          a: (p) => p.step("a", increment, ({ state }) => state.a),
          b: (p) => p.step("b", flaky, ({ input, iteration }) => ({ until: Math.min(iteration, input.until) })),
        })
        .returns(({ a, b: second }) => ({ a, b: second })),
    while: (state, iteration) => state.a < 9 && iteration < 4,
    max: 9,
  })
  .returns(({ rounds }) => rounds)

const run = await meaningOf(loopedParallel, import.meta.filename)

it("begins anew in each iteration", async () => {
  const { exit, effects } = await run({ until: 2 })
  expect(exit).toEqual(Exit.succeed({ a: 3, b: 2 }))
  expect(effects.filter((effect) => effect.startsWith("attempt"))).toEqual([
    "attempt 1",
    "attempt 1",
    "attempt 2",
    "attempt 1",
    "attempt 2",
  ])
})

it("fails when the workflow's policy gives up", async () => {
  expect((await run({ until: 3 })).exit).toEqual(Exit.fail(new Odd({ n: 2 })))
})
