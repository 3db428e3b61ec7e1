import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { Entry, Journal, MemoryStore } from "@millrace/runtime/journal"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const real = Effect.runSync(Clock.Clock)
const hourMs = 3_600_000

/** The system's clock, which somebody sets now and then. What is waited for takes as long as it takes. */
class SetClock implements Clock.Clock {
  offsetMs = 0

  currentTimeMillisUnsafe(): number {
    return real.currentTimeMillisUnsafe() + this.offsetMs
  }
  currentTimeNanosUnsafe(): bigint {
    return real.currentTimeNanosUnsafe() + BigInt(this.offsetMs) * 1_000_000n
  }
  monotonicTimeNanosUnsafe(): bigint {
    return real.monotonicTimeNanosUnsafe()
  }
  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return real.sleep(duration)
  }
  readonly currentTimeMillis: Effect.Effect<number> = Effect.sync(() => this.currentTimeMillisUnsafe())
  readonly currentTimeNanos: Effect.Effect<bigint> = Effect.sync(() => this.currentTimeNanosUnsafe())
  readonly monotonicTimeNanos: Effect.Effect<bigint> = Effect.sync(() => this.monotonicTimeNanosUnsafe())
}

const gives = activity("gives", async (n: number) => n)
const short = interpret(
  flow("short")
    .sleep("wait", 80)
    .step("one", gives, () => 1)
    .returns(({ one }) => one),
)
const long = interpret(
  flow("long")
    .sleep("wait", "3 hours")
    .step("one", gives, () => 1)
    .returns(({ one }) => one),
)
const expects = interpret(
  flow("expects")
    .signal("paid", { payload: Schema.Number, deadline: 80, onDeadline: (b) => b.let("none", () => -1) })
    .returns(({ paid }) => paid),
)
const runners = [short, long, expects]

function open(store: MemoryStore | Journal, clock: Clock.Clock, setAsideAfterMs = 10): Promise<Engine> {
  const journal = "open" in store ? store.open() : store
  return Engine.open({ journal, runners, clock, setAsideAfterMs })
}

const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Demands that each timer was begun once, and fired once, at or after its moment. */
function expectOnTime(entries: ReadonlyArray<Entry>): void {
  const due = entries.filter(({ kind }) => kind === "due")
  const fired = entries.filter(({ kind }) => kind === "timer.fired" || kind === "expired")
  expect([due.length, fired.length]).toEqual([1, 1])
  const dueMs = Date.parse(String(JSON.parse(String(due[0]?.payload))))
  expect(fired[0]?.recordedMs).toBeGreaterThanOrEqual(dueMs)
}

async function entriesOf(store: MemoryStore, id: string): Promise<ReadonlyArray<Entry>> {
  return (await store.open().read(id))?.entries ?? []
}

it.each([
  ["in memory", 1_000],
  ["set aside", 10],
])("fires nothing early when the clock is set back, %s", async (_how, setAsideAfterMs) => {
  const [store, clock] = [memoryStore(), new SetClock()]
  const engine = await open(store, clock, setAsideAfterMs)
  const executions = await Promise.all([
    engine.start(short, undefined, { id: "short" }),
    engine.start(expects, undefined, { id: "expects" }),
  ])
  await pass(30)
  clock.offsetMs -= 300
  expect(await Promise.all(executions.map(({ result }) => result()))).toEqual([1, -1])
  await engine.close()
  expectOnTime(await entriesOf(store, "short"))
  // A deadline in memory has as much time as was left when its life began, whatever the clock says.
  const kinds = (await entriesOf(store, "expects")).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === "due" || kind === "expired")).toEqual(["due", "expired"])
})

it("fires once what has become due when the clock is set forward", async () => {
  const [store, clock] = [memoryStore(), new SetClock()]
  const engine = await open(store, clock)
  const execution = await engine.start(long, undefined, { id: "long" })
  await pass(60)
  expect((await engine.read("long")).status).toBe("waiting")
  clock.offsetMs += 5 * hourMs
  // Whatever wakes the engine; it looks by itself within a minute.
  await (await engine.start(short, undefined)).result()
  expect(await execution.result()).toBe(1)
  await engine.close()
  expectOnTime(await entriesOf(store, "long"))
})

it("waits for the same moment when the clock is set between two processes, forward and back", async () => {
  const [store, clock] = [memoryStore(), new SetClock()]
  const first = await open(store, clock)
  await first.start(long, undefined, { id: "long" })
  await pass(60)
  await first.close()
  for (const hours of [-7, 2, -1]) {
    clock.offsetMs = hours * hourMs
    const later = await open(store, clock)
    await pass(60)
    expect((await later.read("long")).status).toMatch(/^(waiting|running)$/)
    await later.close()
  }
  clock.offsetMs = 4 * hourMs
  const last = await open(store, clock)
  expect(await last.result("long")).toBe(1)
  await last.close()
  expectOnTime(await entriesOf(store, "long"))
})
