// oxlint-disable require-yield -- the body of a workflow is a generator, whether or not it has a step
import { LoopExhausted } from "@millrace/runtime"
import { activity, loop, step } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import * as Exit from "effect/Exit"
import { describe, expect, it } from "vitest"
import { watched, workflow } from "./watched.ts"

const add = step(
  "add",
  activity("add", (n: number) => n + 1),
)
const addLater = step(
  "add",
  activity("add", async (n: number) => n + 1),
)

describe("loop", () => {
  for (const [how, body] of [
    ["at once", add],
    ["later", addLater],
  ] as const) {
    it(`carries the state until the test holds after an iteration, in a body that ends ${how}`, async () => {
      const asked: Array<readonly [number, number]> = []
      const until = (state: number, iteration: number): boolean => {
        asked.push([state, iteration])
        return state >= 12
      }
      expect(await workflow((at) => loop(at, "l", 10, body, { until, max: 9 })).run()).toBe(12)
      expect(asked).toEqual([
        [11, 1],
        [12, 2],
      ])
    })

    it(`goes on while the test holds before an iteration, in a body that ends ${how}`, async () => {
      const asked: Array<readonly [number, number]> = []
      const whilst = (state: number, iteration: number): boolean => {
        asked.push([state, iteration])
        return state < 12
      }
      expect(await workflow((at) => loop(at, "l", 10, body, { while: whilst, max: 9 })).run()).toBe(12)
      expect(asked).toEqual([
        [10, 1],
        [11, 2],
        [12, 3],
      ])
    })
  }

  it("gives the initial state when while does not hold at all", async () => {
    expect(await workflow((at) => loop(at, "l", 10, add, { while: () => false, max: 9 })).run()).toBe(10)
  })

  it("makes one iteration at least with until", async () => {
    expect(await workflow((at) => loop(at, "l", 10, add, { until: () => true, max: 9 })).run()).toBe(11)
  })

  it("fails when until does not hold after the last iteration", async () => {
    const exit = await workflow((at) => loop(at, "l", 0, add, { until: () => false, max: 3 })).runExit()
    const failure = new LoopExhausted({ path: "l", iterations: 3 })
    expect(exit).toEqual(Exit.fail(failure))
    expect(failure.message).toBe("loop 'l' made its maximum of 3 iterations and was not done")
  })

  it("fails when while still holds after the last iteration, and not when it has stopped holding", async () => {
    const below = (limit: number) =>
      workflow((at) => loop(at, "l", 0, add, { while: (state) => state < limit, max: 3 })).runExit()
    expect(await below(4)).toEqual(Exit.fail(new LoopExhausted({ path: "l", iterations: 3 })))
    expect(await below(3)).toEqual(Exit.succeed(3))
  })

  it("gives the last state when exhaustion is no failure", async () => {
    const exit = await workflow((at) =>
      loop(at, "l", 0, addLater, { until: () => false, max: 3, onExhausted: "continue" }),
    ).runExit()
    expect(exit).toEqual(Exit.succeed(3))
  })

  it("numbers iterations in paths and tells of each one", async () => {
    const { lines, onEvent } = watched()
    await workflow((at) => loop(at, "l", 0, add, { until: (state) => state === 2, max: 3 })).run(undefined, { onEvent })
    expect(lines).toEqual([
      "execution.started",
      "step.started l[1].add",
      "step.completed l[1].add",
      "loop.iterated l iteration 1",
      "step.started l[2].add",
      "step.completed l[2].add",
      "loop.iterated l iteration 2",
      "execution.completed",
    ])
  })

  it("hands the body its iteration", async () => {
    const value = await workflow((at) =>
      loop(
        at,
        "l",
        "",
        function* (_at: Position, state: string, iteration: number) {
          return `${state}${iteration}`
        },
        { until: (state) => state.length === 3, max: 5 },
      ),
    ).run()
    expect(value).toBe("123")
  })

  it("makes a hundred thousand iterations without a deep stack", async () => {
    const counted = workflow((at) => loop(at, "l", 0, add, { until: (n) => n === 100_000, max: 100_000 }))
    expect(await counted.run()).toBe(100_000)
  })

  it("makes ten thousand waiting iterations without a deep stack", async () => {
    const counted = workflow((at) => loop(at, "l", 0, addLater, { until: (n) => n === 10_000, max: 10_000 }))
    expect(await counted.run()).toBe(10_000)
  })

  it("is a defect when the test throws", async () => {
    const until = (): boolean => {
      throw new RangeError("test")
    }
    for (const body of [add, addLater]) {
      const exit = await workflow((at) => loop(at, "l", 0, body, { until, max: 3 })).runExit()
      expect(exit).toEqual(Exit.die(new RangeError("test")))
    }
  })

  it("lets timers have their turn between promises that are settled already", async () => {
    let ticks = 0
    const timer = setInterval(() => (ticks += 1), 0)
    const settledStep = step(
      "settled",
      activity("settled", async (n: number) => n + 1),
    )
    const many = workflow((at) =>
      loop(at, "many", 0, (at, n) => settledStep(at, n), { until: (n) => n === 200_000, max: 200_000 }),
    )
    await many.run()
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(1)
  })
})
