import { decodeWith, runner, signal, mailbox, step, activity } from "@millrace/runtime/runner"
import { Engine, schedule } from "@millrace/runtime/durable"
import type { EngineOptions, Schedule } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { beforeEach, describe, expect, it } from "vitest"
import { pass } from "./engine-workflows.ts"
import { FakeClock } from "./fake-clock.ts"

const done: Array<string> = []
beforeEach(() => {
  done.length = 0
})
const note = step(
  "note",
  activity("note", async (what: string) => {
    done.push(what)
  }),
)
const report = runner({
  plan: { name: "report", digest: "report", steps: [] },
  input: decodeWith(Schema.String),
  body: (at, { input }) => note(at, input),
})
const goneSignal = signal("gone", { payload: Schema.Int })
const lasting = runner({
  plan: { name: "lasting", digest: "lasting", steps: [{ path: "gone", kind: "signal" }] },
  signals: mailbox({ gone: Schema.Int }),
  body: (at) => goneSignal(at),
})
const nightly = schedule({
  name: "nightly",
  cron: "0 3 * * *",
  timeZone: "Europe/Berlin",
  runner: report,
  input: (due: Date) => due.toISOString().slice(0, 16),
})

const open = (
  store: MemoryStore,
  clock: FakeClock,
  schedules: ReadonlyArray<Schedule>,
  more: Partial<EngineOptions> = {},
) =>
  Engine.open({
    journal: store.open(),
    runners: [report, lasting],
    clock,
    schedules,
    onError: (error) => done.push(String(error)),
    ...more,
  })

async function ids(engine: Engine): Promise<ReadonlyArray<string>> {
  return (await engine.list()).items.map(({ id }) => id).toReversed()
}

describe("a schedule", () => {
  it("starts an execution whenever it is due, with the moment in its id, and says where it stands", async () => {
    const clock = new FakeClock("2026-11-27T00:00:00Z")
    await using engine = await open(memoryStore(), clock, [nightly])
    await clock.set("2026-11-27T01:59:59Z")
    expect(await ids(engine)).toEqual([])
    await clock.set("2026-11-27T02:00:00Z")
    await clock.set("2026-11-28T02:00:10Z")
    expect(await ids(engine)).toEqual(["nightly@2026-11-27T02:00:00.000Z", "nightly@2026-11-28T02:00:00.000Z"])
    expect(done).toEqual(["2026-11-27T02:00", "2026-11-28T02:00"])
    expect(await engine.schedules()).toEqual([
      {
        name: "nightly",
        cron: "0 3 * * *",
        timeZone: "Europe/Berlin",
        workflow: "report",
        nextDueMs: Date.parse("2026-11-29T02:00:00Z"),
        last: { dueMs: Date.parse("2026-11-28T02:00:00Z"), execution: "nightly@2026-11-28T02:00:00.000Z" },
      },
    ])
  })

  it.each([
    ["none", []],
    ["last", ["2026-11-30T02:00"]],
    ["all", ["2026-11-28T02:00", "2026-11-29T02:00", "2026-11-30T02:00"]],
  ] as const)("makes up for '%s' of what was due while its process was down", async (catchUp, expected) => {
    const store = memoryStore()
    const engine = await open(store, new FakeClock("2026-11-27T12:00:00Z"), [nightly])
    await pass(10)
    await engine.close()
    const clock = new FakeClock("2026-11-30T12:00:00Z")
    const later = await open(store, clock, [{ ...nightly, catchUp, overlap: "allow" }])
    await pass(30)
    expect(done).toEqual(expected)
    await clock.set("2026-12-01T02:00:00Z")
    expect(done).toEqual([...expected, "2026-12-01T02:00"])
    await later.close()
  })

  it("begins now when the journal does not know it", async () => {
    await using engine = await open(memoryStore(), new FakeClock("2026-11-27T02:00:00Z"), [nightly])
    await pass(20)
    expect(await ids(engine)).toEqual([])
  })

  it("starts nothing while the last one goes on, unless it may", async () => {
    const clock = new FakeClock("2026-11-27T00:00:00Z")
    const hourly = { cron: "0 * * * *", runner: lasting }
    await using engine = await open(memoryStore(), clock, [
      schedule({ name: "alone", ...hourly }),
      schedule({ name: "beside", ...hourly, overlap: "allow" }),
    ])
    await clock.set("2026-11-27T01:00:00Z")
    await clock.set("2026-11-27T02:00:00Z")
    expect((await ids(engine)).toSorted()).toEqual([
      "alone@2026-11-27T01:00:00.000Z",
      "beside@2026-11-27T01:00:00.000Z",
      "beside@2026-11-27T02:00:00.000Z",
    ])
    expect((await engine.schedules())[0]?.skippedMs).toBe(Date.parse("2026-11-27T02:00:00Z"))
    await engine.signal("alone@2026-11-27T01:00:00.000Z", "gone", 1)
    await engine.result("alone@2026-11-27T01:00:00.000Z")
    await clock.set("2026-11-27T03:00:00Z")
    expect(await ids(engine)).toContain("alone@2026-11-27T03:00:00.000Z")
  })

  it("is due once in the night in which clocks are put back, and in that in which they are put on", async () => {
    const store = memoryStore()
    const half = { ...nightly, cron: "30 2 * * *" }
    const hourly = schedule({
      name: "hourly",
      cron: "0 * * * *",
      timeZone: "Europe/Berlin",
      runner: report,
      input: "h",
    })
    const autumn = new FakeClock("2026-10-24T22:30:00Z")
    const engine = await open(store, autumn, [half, hourly])
    await autumn.pass("2026-10-25T03:30:00Z", 600_000)
    expect((await ids(engine)).toSorted()).toEqual([
      "hourly@2026-10-24T23:00:00.000Z",
      "hourly@2026-10-25T00:00:00.000Z",
      "hourly@2026-10-25T01:00:00.000Z",
      "hourly@2026-10-25T02:00:00.000Z",
      "hourly@2026-10-25T03:00:00.000Z",
      "nightly@2026-10-25T00:30:00.000Z",
    ])
    await engine.close()
    const spring = new FakeClock("2027-03-28T00:10:00Z")
    await using other = await open(memoryStore(), spring, [half])
    await spring.pass("2027-03-28T05:00:00Z", 600_000)
    // There is no half past two: it is half past three.
    expect(await ids(other)).toEqual(["nightly@2027-03-28T01:30:00.000Z"])
  })

  it("starts nothing twice when its clock goes back, and notices when that is put on", async () => {
    const clock = new FakeClock("2026-11-27T01:59:00Z")
    await using engine = await open(memoryStore(), clock, [nightly])
    await clock.set("2026-11-27T02:00:00Z")
    await clock.set("2026-11-27T01:30:00Z")
    await clock.set("2026-11-27T02:01:00Z")
    expect(await ids(engine)).toEqual(["nightly@2026-11-27T02:00:00.000Z"])
    await clock.set("2026-12-09T12:00:00Z")
    expect(await ids(engine)).toEqual(["nightly@2026-11-27T02:00:00.000Z", "nightly@2026-12-09T02:00:00.000Z"])
  })

  it("starts a moment once, whenever its process dies", async () => {
    for (const when of ["before", "after"] as const) {
      for (let dies = 1; dies <= 8; dies++) {
        done.length = 0
        const store = memoryStore()
        await (await open(store, new FakeClock("2026-11-27T01:00:00Z"), [nightly])).close()
        const dying = new FakeClock("2026-11-27T02:00:00Z")
        const fault = ({ number }: { readonly number: number }) =>
          number === dies ? ({ kind: "crash", when } as const) : undefined
        void open(store, dying, [nightly], { journal: store.open({ fault }) })
        await pass(15)
        await using engine = await open(store, new FakeClock("2026-11-27T02:00:30Z"), [nightly])
        await engine.result("nightly@2026-11-27T02:00:00.000Z").catch(() => pass(20))
        await engine.result("nightly@2026-11-27T02:00:00.000Z")
        expect(await ids(engine), `died ${when} write ${dies}`).toEqual(["nightly@2026-11-27T02:00:00.000Z"])
      }
    }
  })

  it("tells of an input that cannot be made, and goes on", async () => {
    const clock = new FakeClock("2026-11-27T00:00:00Z")
    let isBroken = true
    const input = (due: Date): string => {
      if (isBroken) throw new Error("no input")
      return due.toISOString()
    }
    await using engine = await open(memoryStore(), clock, [{ ...nightly, input }])
    await clock.set("2026-11-27T02:00:00Z")
    isBroken = false
    await clock.set("2026-11-28T02:00:00Z")
    expect(done).toEqual(["Error: no input", "2026-11-28T02:00:00.000Z"])
    expect(await ids(engine)).toEqual(["nightly@2026-11-28T02:00:00.000Z"])
  })

  it("has the input of its workflow", async () => {
    // @ts-expect-error it takes a text
    const wrong = schedule({ name: "wrong", cron: "* * * * *", runner: report, input: 1 })
    // @ts-expect-error it takes a text
    const missing = schedule({ name: "missing", cron: "* * * * *", runner: report })
    expect([wrong.name, missing.name]).toEqual(["wrong", "missing"])
  })

  it.each([
    [[{ ...nightly, cron: "0 3 * *" }], "has 'nightly', whose cron '0 3 * *' cannot be read at '0 3 * *'"],
    [[{ ...nightly, cron: "0 25 * * *" }], "has 'nightly', whose cron '0 25 * * *' cannot be read at '25'"],
    [[{ ...nightly, timeZone: "Mars" }], "cannot be read at 'Mars': Invalid time zone in cron expression"],
    [[{ ...nightly, cron: "0 0 30 2 *" }], "whose cron '0 0 30 2 *' is never due"],
    [[nightly, nightly], "has two that are called 'nightly'"],
    [[{ ...nightly, name: "" }], "has one without a name"],
  ])("is refused where it cannot be read: %#", async (schedules, sentence) => {
    const opened = open(memoryStore(), new FakeClock("2026-11-27T00:00:00Z"), schedules)
    await expect(opened).rejects.toMatchObject({ _tag: "EngineOptionInvalid", option: "schedules" })
    await expect(open(memoryStore(), new FakeClock("2026-11-27T00:00:00Z"), schedules)).rejects.toThrow(sentence)
  })
})

describe("invariant 9: retention", () => {
  it("forgets what ended long ago, a few at a time, and what belongs to it", async () => {
    const clock = new FakeClock("2026-11-01T00:00:00Z")
    const batches: Array<number> = []
    const store = memoryStore()
    const journal = store.open()
    await using engine = await Engine.open({
      journal: {
        ...journal,
        forget: async (request) => {
          const gone = await journal.forget(request)
          batches.push(gone)
          return gone
        },
      },
      runners: [report, lasting],
      clock,
      retention: "30 days",
      maximumExecutions: 1_000,
    })
    await engine.start(lasting, undefined, { id: "lasts" })
    await Promise.all(
      Array.from({ length: 150 }, async (_, index) =>
        (await engine.start(report, "x", { id: String(index) })).result(),
      ),
    )
    await clock.set("2026-11-30T23:59:00Z")
    expect((await engine.list({ limit: 1_000 })).items.length).toBe(151)
    batches.length = 0
    await clock.set("2026-12-01T01:00:00Z")
    expect(await ids(engine)).toEqual(["lasts"])
    expect(batches).toEqual([100, 50])
  })

  it.each(["soon", -1, Infinity])("is refused where it is no duration: %s", async (retention) => {
    // @ts-expect-error not every text is a duration
    const opened = Engine.open({ journal: memoryStore().open(), runners: [report], retention })
    await expect(opened).rejects.toMatchObject({ _tag: "EngineOptionInvalid", option: "retention" })
  })
})
