import {
  ActivityDefect,
  agents,
  fastestHealthy,
  leastBusy,
  NoAgentAvailable,
  powerOfTwoChoices,
  roundRobin,
} from "@millrace/runtime"
import type { AgentState } from "@millrace/runtime"
import { capability } from "@millrace/plan"
import { agent } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class Busy extends Data.TaggedError("Busy") {}
const summarise = capability("summarise", { input: Schema.String, output: Schema.String, errors: [Busy] })
const call = agent("short", summarise)
const flow = workflow((at) => call(at, "text"))
const state = (name: string, facts: Partial<AgentState> = {}): AgentState => ({
  name,
  running: 0,
  successRate: 1,
  latencyMs: 0,
  ...facts,
})

describe("agent", () => {
  it("calls an agent that offers the capability, and says which", async () => {
    const { events, lines, onEvent } = watched()
    const provided = flow.provide(agents(summarise, [{ name: "a", run: (text) => `short ${text}` }]))
    expect(await provided.run(undefined, { onEvent })).toBe("short text")
    expect(lines).toEqual(["execution.started", "step.started short", "step.completed short", "execution.completed"])
    expect(events[1]).toMatchObject({ activity: "summarise", agent: "a" })
  })

  it("fails when no agent is given, or none is available", async () => {
    const failure = Exit.fail(new NoAgentAvailable({ capability: "summarise" }))
    expect(await flow.provide(agents(summarise, [])).runExit()).toEqual(failure)
    const away = { name: "a", run: () => "", available: () => false }
    expect(await flow.provide(agents(summarise, [away])).runExit()).toEqual(failure)
  })

  it("takes a declared error as a failure and any other as a defect", async () => {
    const busy = agents(summarise, [
      {
        name: "a",
        run: () => {
          throw new Busy()
        },
      },
    ])
    expect(await flow.provide(busy).runExit()).toEqual(Exit.fail(new Busy()))
    const broken = agents(summarise, [{ name: "a", run: () => Promise.reject(new Error("broken")) }])
    await expect(flow.provide(broken).run()).rejects.toBeInstanceOf(ActivityDefect)
  })

  it("routes each retry anew", async () => {
    const retrying = agent("short", summarise, { retry: { maximumAttempts: 2, initialInterval: 0 } })
    const called: Array<string> = []
    const failing = agents(
      summarise,
      [
        { name: "a", run: () => Effect.suspend(() => (called.push("a"), Effect.fail(new Busy()))) },
        { name: "b", run: () => (called.push("b"), "from b") },
      ],
      { strategy: roundRobin() },
    )
    expect(
      await workflow((at) => retrying(at, "x"))
        .provide(failing)
        .run(),
    ).toBe("from b")
    expect(called).toEqual(["a", "b"])
  })

  it.effect("leaves an agent alone after failures in a row, and tries it with one call after a while", () =>
    Effect.gen(function* () {
      let isBroken = true
      let calls = 0
      const recovering = flow.provide(
        agents(
          summarise,
          [{ name: "a", run: () => (calls++, isBroken ? Effect.fail(new Busy()) : Effect.succeed("well")) }],
          { circuit: { failures: 2, openFor: "10 seconds" } },
        ),
      )
      const exits = [
        yield* Effect.exit(recovering.effect()),
        yield* Effect.exit(recovering.effect()),
        yield* Effect.exit(recovering.effect()),
      ]
      const none = Exit.fail(new NoAgentAvailable({ capability: "summarise" }))
      expect({ exits, calls }).toEqual({ exits: [Exit.fail(new Busy()), Exit.fail(new Busy()), none], calls: 2 })
      yield* TestClock.adjust("10 seconds")
      expect(yield* Effect.exit(recovering.effect())).toEqual(Exit.fail(new Busy()))
      expect(yield* Effect.exit(recovering.effect())).toEqual(none)
      isBroken = false
      yield* TestClock.adjust("10 seconds")
      expect([yield* recovering.effect(), yield* recovering.effect(), calls]).toEqual(["well", "well", 5])
    }),
  )
})

describe("strategies", () => {
  it("take turns", () => {
    const strategy = roundRobin()
    const given = [state("a"), state("b"), state("c")]
    expect(Array.from({ length: 4 }, () => strategy(given).name)).toEqual(["a", "b", "c", "a"])
  })

  it("take the least busy", () => {
    expect(leastBusy()([state("a", { running: 2 }), state("b", { running: 1 })]).name).toBe("b")
  })

  it("take the fastest that is healthy", () => {
    const given = [
      state("fast but failing", { latencyMs: 1, successRate: 0.2 }),
      state("slow", { latencyMs: 90 }),
      state("quick", { latencyMs: 30, successRate: 0.95 }),
    ]
    expect(fastestHealthy()(given).name).toBe("quick")
  })

  it("take the better of two, never the worst of all, and share calls between equals", () => {
    const strategy = powerOfTwoChoices()
    const count = (given: ReadonlyArray<AgentState>): Record<string, number> => {
      const counts: Record<string, number> = {}
      for (let each = 0; each < 3_000; each++) {
        const { name } = strategy(given)
        counts[name] = (counts[name] ?? 0) + 1
      }
      return counts
    }
    const unequal = count([state("a"), state("b"), state("failing", { successRate: 0.1 })])
    expect(unequal["failing"]).toBeUndefined()
    const equal = count([state("a"), state("b"), state("c")])
    for (const each of ["a", "b", "c"]) expect(equal[each]).toBeGreaterThan(800)
  })
})
