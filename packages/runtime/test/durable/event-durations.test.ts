import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore, sqliteStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import { activity, mailbox, runner, saga, signal, sleep, step, withPolicies } from "@millrace/runtime/runner"
import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import { afterAll, beforeEach, expect, it } from "vitest"
import { FakeClock } from "./fake-clock.ts"

class Late extends Data.TaggedError("Late")<{ readonly message: string }> {}

let clock = new FakeClock("2026-11-27T00:00:00Z")
let tries = 0
beforeEach(() => {
  clock = new FakeClock("2026-11-27T00:00:00Z")
  tries = 0
})

/** Lets a time pass that nobody waits for. */
async function take(ms: number): Promise<void> {
  await clock.set(new Date(clock.currentTimeMillisUnsafe() + ms).toISOString())
}

const slow = activity("slow", async () => take(700))
const refuse = activity("refuse", {
  errors: [Late],
  run: async () => {
    await take(30)
    throw new Late({ message: "too late" })
  },
})
const undone = activity("undone", {
  run: async () => take(5),
  compensate: async () => take(40),
})
const shaky = activity("shaky", {
  errors: [Late],
  run: async () => {
    tries += 1
    await take(10)
    if (tries === 1) throw new Late({ message: "once more" })
  },
})
const slowStep = step("slow", slow)
const refuseStep = step("refuse", refuse)
const undoneStep = step("undone", undone, withPolicies())
const retriedStep = step("retried", shaky, withPolicies({ retry: { maximumAttempts: 2, initialInterval: 60_000 } }))

const Paid = Schema.Struct({})
const paid = signal("paid", { payload: Paid })
const works = runner({
  plan: { name: "works", digest: "works", steps: [{ path: "paid", kind: "signal" }] },
  signals: mailbox({ paid: Paid }),
  *body(at) {
    yield* slowStep(at, undefined)
    yield* sleep(at, "pause", 60_000)
    yield* paid(at)
  },
})
const fails = runner({
  plan: { name: "fails", digest: "fails", steps: [] },
  *body(at) {
    yield* saga(at, "trip", function* (at) {
      yield* undoneStep(at, undefined)
      yield* refuseStep(at, undefined)
    })
  },
})
const retries = runner({
  plan: { name: "retries", digest: "retries", steps: [] },
  *body(at) {
    yield* retriedStep(at, undefined)
  },
})

const open = (journal: Journal, runners: ReadonlyArray<DurableRunner>): Promise<Engine> =>
  Engine.open({ journal, runners, clock, setAsideAfterMs: 3_600_000 })

/** Gives what events of a journal say ended, and how long it took. */
async function durations(engine: Engine): Promise<ReadonlyArray<string>> {
  const told: Array<string> = []
  for await (const event of engine.events({ isFinite: true })) {
    if (!("durationMs" in event)) continue
    told.push(`${event.path} ${event.type} ${event.durationMs}`.trimStart())
  }
  return told
}

it("tells how long steps, sleeps and waits took", async () => {
  await using engine = await open(memoryStore().open(), [works])
  await engine.start(works, undefined, { id: "a" })
  await expect.poll(async () => (await engine.history("a")).entries.some(({ kind }) => kind === "due")).toBe(true)
  await take(60_000)
  await expect.poll(async () => (await engine.history("a")).waits.map(({ kind }) => kind)).toEqual(["signal"])
  await take(2_000)
  await engine.signal("a", "paid", {})
  await engine.result("a")
  expect(await durations(engine)).toEqual([
    "slow step.completed 700",
    "pause timer.fired 60000",
    "paid signal.received 2000",
    "execution.completed 62700",
  ])
})

it("tells how long a step took that failed, and its undoing", async () => {
  await using engine = await open(memoryStore().open(), [fails])
  await engine.start(fails, undefined, { id: "a" })
  await expect(engine.result("a")).rejects.toThrow("too late")
  expect(await durations(engine)).toEqual([
    "trip.undone step.completed 5",
    "trip.refuse step.failed 30",
    "trip.undone.compensate compensation.completed 40",
    "execution.failed 75",
  ])
})

it("counts what an earlier life has begun from the first that it has recorded", async () => {
  const store = memoryStore()
  const first = await open(store.open(), [retries])
  await first.start(retries, undefined, { id: "a" })
  await expect.poll(async () => (await first.history("a")).entries.map(({ kind }) => kind)).toEqual(["retrying"])
  await first.close()
  await take(60_000)
  await using later = await open(store.open(), [retries])
  await later.result("a")
  // The first attempt took 10 ms, of which nothing was recorded but its end.
  expect(await durations(later)).toEqual(["retried step.completed 60010", "execution.completed 60020"])
})

const folder = mkdtempSync(join(tmpdir(), "millrace-durations-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it("reads them from a file, and nothing where the clock was set back", async () => {
  const file = join(folder, "millrace.db")
  const back = step(
    "back",
    activity("back", async () => clock.set("2026-11-26T00:00:00Z")),
  )
  const goesBack = runner({
    plan: { name: "back", digest: "back", steps: [] },
    *body(at) {
      yield* slowStep(at, undefined)
      yield* back(at, undefined)
    },
  })
  await using engine = await open(sqliteStore({ file }), [goesBack])
  await engine.start(goesBack, undefined, { id: "a" })
  await engine.result("a")
  expect((await durations(engine)).slice(0, 2)).toEqual(["slow step.completed 700", "back step.completed 0"])
  const beganMs = Date.parse("2026-11-27T00:00:00Z")
  expect((await engine.history("a")).entries[0]).toMatchObject({ beganMs, recordedMs: beganMs + 700 })
})
