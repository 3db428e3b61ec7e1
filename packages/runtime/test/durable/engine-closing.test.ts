import { activity, runner, step, withPolicies } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import { beforeEach, describe, expect, it } from "vitest"
import { Full, noted, paid, pass, until } from "./engine-workflows.ts"

const done: Array<string> = []
beforeEach(() => {
  done.length = 0
})
const take = activity("take", async (ms: number, { path }) => {
  done.push(`${path} begins`)
  await pass(ms)
  done.push(`${path} ends`)
  return ms
})
const flaky = activity("flaky", {
  errors: [Full],
  run: async (_given: unknown, { path, attempt }) => {
    done.push(`${path} ${attempt}`)
    throw new Full({ town: "Oslo" })
  },
})
/** It hears of the interruption, and never ends. */
const stubborn = activity("stubborn", (_given: unknown, { abortSignal }) => {
  void abortSignal.aborted
  return new Promise<never>(() => undefined)
})
const [first, second, third] = [step("first", take), step("second", take), step("third", stubborn)]
const again = step("again", flaky, withPolicies({ retry: { maximumAttempts: 5, initialInterval: 60_000 } }))

const inARow = runner({
  plan: { name: "in-a-row", digest: "in-a-row", steps: [] },
  *body(at) {
    yield* first(at, 60)
    return yield* second(at, 1)
  },
})
const retrying = runner({
  plan: { name: "retrying", digest: "retrying", steps: [] },
  body: (at) => again(at, undefined),
})
const staying = runner({
  plan: { name: "staying", digest: "staying", steps: [] },
  body: (at) => third(at, undefined),
})

const open = (store: MemoryStore): Promise<Engine> =>
  Engine.open({ journal: store.open(), runners: [inARow, retrying, staying, noted, paid], onError: () => undefined })

async function begun(count = 1): Promise<void> {
  while (done.length < count) await pass(1)
}

describe("closing", () => {
  it("lets what is in flight end and be recorded, and begins nothing new", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(inARow, undefined, { id: "a" })
    await begun()
    const closing = engine.close({ graceMs: 5_000 })
    await engine.start(noted, "late", { id: "b" })
    await closing
    expect(done).toEqual(["first begins", "first ends"])
    await using later = await open(store)
    expect([await later.result("a"), await later.result("b")]).toEqual([1, "late"])
    expect(done).toEqual(["first begins", "first ends", "second begins", "second ends"])
  })

  it("interrupts what takes longer, which is done again", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(inARow, undefined, { id: "a" })
    await begun()
    await engine.close({ graceMs: 1 })
    await pass(80)
    await using later = await open(store)
    expect(await later.result("a")).toBe(1)
    expect(done.filter((what) => what === "first begins").length).toBe(2)
  })

  it("does not wait for the next attempt, nor for what only waits", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(retrying, undefined, { id: "a" })
    await engine.start(paid, "x", { id: "b" })
    await begun()
    await until(engine, "b", "running")
    await engine.close({ graceMs: 600_000 })
    const entries = (await store.open().read("a"))?.entries ?? []
    expect(entries.map(({ kind }) => kind)).toEqual(["retrying"])
  })

  it("does not wait for ever for what does not end", async () => {
    const store = memoryStore()
    const engine = await open(store)
    const execution = await engine.start(staying, undefined, { id: "a" })
    const told = execution.result().catch((error: unknown) => error)
    await pass(10)
    await engine.close({ graceMs: 1 })
    expect(await told).toMatchObject({
      _tag: "EngineClosed",
      message: "the engine is closed: execution 'a' goes on when its journal is opened again",
    })
    expect((await store.open().read("a"))?.execution.status).toBe("ready")
  })

  it("is the same however often it is asked for, and tells whoever waits", async () => {
    const engine = await open(memoryStore())
    const execution = await engine.start(paid, "x", { id: "a" })
    const told = execution.result().catch((error: unknown) => error)
    const cancelled = engine.cancel("nobody").catch((error: unknown) => error)
    await Promise.all([engine.close(), engine.close({ graceMs: 1_000 }), engine[Symbol.asyncDispose]()])
    await engine.close()
    expect(await told).toMatchObject({ _tag: "EngineClosed", execution: "a" })
    expect(await cancelled).toMatchObject({ _tag: "ExecutionUnknown" })
    await expect(engine.start(noted, "x")).rejects.toMatchObject({ _tag: "StoreUnusable", problem: "closed" })
  })
})
