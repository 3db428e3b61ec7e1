import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import { activity, runner, sleep, step } from "@millrace/runtime/runner"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { expect, it } from "vitest"
import { pass, until } from "./engine-workflows.ts"
import { FakeClock } from "./fake-clock.ts"

const sleeps = runner({
  plan: { name: "sleeps", digest: "sleeps", steps: [] },
  *body(at) {
    yield* sleep(at, "pause", 3_600_000)
    return "slept"
  },
})

it("wakes what was set aside when a clock of its own says so", async () => {
  const clock = new FakeClock("2026-11-27T00:00:00Z")
  await using engine = await Engine.open({
    journal: memoryStore().open(),
    runners: [sleeps],
    clock,
    setAsideAfterMs: 5,
  })
  await engine.start(sleeps, undefined, { id: "a" })
  await until(engine, "a", "waiting")
  await clock.set("2026-11-27T00:59:59Z")
  expect((await engine.read("a")).status).toBe("waiting")
  await clock.set("2026-11-27T01:00:00Z")
  expect(await engine.result("a")).toBe("slept")
})

it("wakes what was set aside when the clock of a test is adjusted", async () => {
  const program = Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const journal = memoryStore().open()
    const engine = yield* Effect.promise(() => Engine.open({ journal, runners: [sleeps], clock, setAsideAfterMs: 5 }))
    yield* Effect.promise(() => engine.start(sleeps, undefined, { id: "a" }))
    yield* Effect.promise(() => until(engine, "a", "waiting"))
    yield* TestClock.adjust("1 hour")
    const slept = yield* Effect.promise(() => engine.result("a"))
    yield* Effect.promise(() => engine.close())
    return slept
  })
  expect(await Effect.runPromise(Effect.provide(program, TestClock.layer()))).toBe("slept")
})

it("looks no more for what is due than somebody else's end makes it, where all room is taken", async () => {
  let finish = (): void => undefined
  const holding = step(
    "hold",
    activity("hold", () => new Promise<void>((resolve) => (finish = resolve))),
  )
  const holds = runner({
    plan: { name: "holds", digest: "holds", steps: [] },
    *body(at) {
      yield* holding(at, undefined)
    },
  })
  const briefly = runner({
    plan: { name: "briefly", digest: "briefly", steps: [] },
    *body(at) {
      yield* sleep(at, "pause", 60)
      return "slept"
    },
  })
  const journal = memoryStore().open()
  let looks = 0
  const counted = {
    ...journal,
    nextDueMs: () => {
      looks += 1
      return journal.nextDueMs()
    },
  }
  const runners = [briefly, holds]
  await using engine = await Engine.open({ journal: counted, runners, maximumExecutions: 1, setAsideAfterMs: 5 })
  await engine.start(briefly, undefined, { id: "a" })
  await until(engine, "a", "waiting")
  await engine.start(holds, undefined, { id: "b" })
  await until(engine, "b", "running")
  looks = 0
  await pass(200)
  expect((await engine.read("a")).status).toBe("waiting")
  expect(looks).toBeLessThan(5)
  finish()
  expect(await engine.result("a")).toBe("slept")
})
