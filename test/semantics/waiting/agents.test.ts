import { capability, flow } from "@millrace/dsl"
import { agents, fastestHealthy, leastBusy, NoAgentAvailable, powerOfTwoChoices, roundRobin } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused } from "../activities.ts"
import { meaningOf } from "../running/meaning.ts"

const summarise = capability("summarise", {
  input: Schema.Struct({ text: Schema.String }),
  output: Schema.String,
  errors: [Refused],
})

export const calling = flow("calling", { input: Schema.Struct({ pauses: Schema.Array(Schema.Number) }) })
  .forEach(
    "calls",
    ({ input }) => input.pauses,
    (b) =>
      b
        .sleep("pause", ({ item }) => item)
        .try("safe", (t) => t.agent("short", summarise, () => ({ text: "text" })), {
          Refused: (h) => h.let("refused", () => "refused"),
          NoAgentAvailable: (h) => h.let("none", () => "none"),
        }),
  )
  .returns(({ calls }) => calls)

export const hurried = flow("hurried", { input: Schema.Struct({ pauses: Schema.Array(Schema.Number) }) })
  .forEach(
    "calls",
    ({ input }) => input.pauses,
    (b) =>
      b
        .sleep("pause", ({ item }) => item)
        .try("safe", (t) => t.agent("short", summarise, () => ({ text: "text" }), { deadline: 100 }), {
          Refused: (h) => h.let("refused", () => "refused"),
          NoAgentAvailable: (h) => h.let("none", () => "none"),
          DeadlineExceeded: (h) => h.let("late", () => "late"),
        }),
  )
  .returns(({ calls }) => calls)

export const crowded = flow("crowded")
  .forEach(
    "calls",
    () => [1, 2, 3, 4],
    (b) => b.agent("short", summarise, () => ({ text: "text" })),
    {
      concurrency: "unbounded",
    },
  )
  .returns(({ calls }) => calls)

export const once = flow("once", { retry: { maximumAttempts: 2, initialInterval: 100 } })
  .agent("short", summarise, () => ({ text: "text" }), { timeout: 50 })
  .returns(({ short }) => short)

const run = await meaningOf(calling, import.meta.filename)
const runCrowded = await meaningOf(crowded, import.meta.filename)
const runHurried = await meaningOf(hurried, import.meta.filename)
const runOnce = await meaningOf(once, import.meta.filename)

const named = (name: string, ms = 0) => ({ name, run: () => Effect.as(Effect.sleep(ms), name) })

it("are taken in turn", async () => {
  const provide = () =>
    agents(
      summarise,
      ["a", "b", "c"].map((name) => named(name)),
      { strategy: roundRobin() },
    )
  expect((await run({ pauses: [0, 0, 0, 0] }, { provide })).exit).toEqual(Exit.succeed(["a", "b", "c", "a"]))
})

it("are taken by how busy they are", async () => {
  const provide = () => agents(summarise, [named("a", 30), named("b", 30)], { strategy: leastBusy() })
  expect((await runCrowded(undefined, { provide })).exit).toEqual(Exit.succeed(["a", "b", "a", "b"]))
})

it("are taken by how fast they have been, once each is known", async () => {
  const provide = () => agents(summarise, [named("slow", 30), named("quick", 10)], { strategy: fastestHealthy() })
  expect((await run({ pauses: [0, 0, 0, 0] }, { provide })).exit).toEqual(
    Exit.succeed(["slow", "quick", "quick", "quick"]),
  )
})

it("are taken by two drawn at random", async () => {
  const provide = () => {
    const drawn = [0.9, 0, 0.5, 0.9]
    const strategy = powerOfTwoChoices({ random: () => drawn.shift() ?? 0 })
    return agents(
      summarise,
      ["a", "b", "c"].map((name) => named(name)),
      { strategy },
    )
  }
  expect((await run({ pauses: [0, 0] }, { provide })).exit).toEqual(Exit.succeed(["c", "b"]))
})

it("are left alone after failures in a row, and tried with one call after a while", async () => {
  const provide = () => {
    let calls = 0
    const recovers = {
      name: "recovers",
      run: () =>
        Effect.suspend(() => (calls++ < 3 ? Effect.fail(new Refused({ by: "agent" })) : Effect.succeed("fine"))),
    }
    return agents(summarise, [recovers], { circuit: { failures: 2, openFor: "10 seconds" } })
  }
  const { exit } = await run({ pauses: [0, 0, 0, 9_999, 1, 0, 10_000, 0] }, { provide })
  expect(exit).toEqual(Exit.succeed(["refused", "refused", "none", "none", "refused", "none", "fine", "fine"]))
})

it("are tried again after the one call that may try was interrupted", async () => {
  const provide = () => {
    let calls = 0
    const run = () =>
      Effect.suspend(() => {
        calls += 1
        if (calls === 1) return Effect.fail(new Refused({ by: "agent" }))
        return Effect.as(Effect.sleep(calls === 2 ? 1_000 : 0), `call ${calls}`)
      })
    return agents(summarise, [{ name: "agent", run }], { circuit: { failures: 1, openFor: "10 seconds" } })
  }
  const { exit } = await runHurried({ pauses: [0, 10_000, 0, 10_000, 0] }, { provide })
  expect(exit).toEqual(Exit.succeed(["refused", "late", "call 3", "call 4", "call 5"]))
})

it("fails where there is none, or none is available", async () => {
  const none = Exit.fail(new NoAgentAvailable({ capability: "summarise" }))
  expect((await runOnce(undefined, { provide: () => agents(summarise, []) })).exit).toEqual(none)
  const away = { ...named("away"), available: () => false }
  const { exit, endedMs } = await runOnce(undefined, { provide: () => agents(summarise, [away]) })
  expect({ exit, endedMs }).toEqual({ exit: none, endedMs: 100 })
})

it("routes each attempt anew, tells which agent it calls, and holds each to the timeout", async () => {
  const provide = () => agents(summarise, [named("slow", 60), named("quick", 10)], { strategy: roundRobin() })
  const { exit, events } = await runOnce(undefined, { provide })
  expect(exit).toEqual(Exit.succeed("quick"))
  expect(events.slice(1, -1)).toEqual([
    '0 step.started short attempt=1 activity="summarise" agent="slow"',
    expect.stringMatching(/^50 step\.retrying short attempt=1 delayMs=100 failure=\{"tag":"StepTimeout"/),
    '150 step.started short attempt=2 activity="summarise" agent="quick"',
    "160 step.completed short attempt=2 durationMs=160",
  ])
})
