import {
  activity,
  child,
  human,
  mailbox,
  runner,
  saga,
  signal,
  sleep,
  step,
  webhook,
  withPolicies,
} from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { beforeEach, describe, expect, it } from "vitest"
import { pass } from "./engine-workflows.ts"

const done: Array<string> = []
const urls: Array<string> = []
beforeEach(() => {
  done.length = 0
  urls.length = 0
})
const note = step(
  "note",
  activity("note", async (what: string) => {
    done.push(what)
    return what
  }),
)
const bookStep = step(
  "book",
  activity("book", {
    run: async (town: string) => town,
    compensate: async ({ output }) => {
      done.push(`undo ${output}`)
    },
  }),
  withPolicies(),
)
const Payment = Schema.Struct({ amount: Schema.Number })
const paidSignal = signal("paid", { payload: Payment })
const reviewTask = human("review", { form: Schema.Struct({ approved: Schema.Boolean }) })
const calledWebhook = webhook("called", {
  payload: Payment,
  announce: activity("announce", async ({ url }: { readonly url: string }) => {
    urls.push(url)
  }),
})

/** Asks and waits for everything that can be waited for. */
const inner = runner({
  plan: { name: "inner", digest: "inner", steps: [{ path: "trip.paid", kind: "signal" }] },
  signals: mailbox({ "trip.paid": Payment }),
  body: (at) =>
    saga(at, "trip", function* (at) {
      yield* bookStep(at, "Rome")
      const { amount } = yield* paidSignal(at)
      const { approved } = yield* reviewTask(at)
      const call = yield* calledWebhook(at)
      yield* sleep(at, "pause", 40)
      return `${amount} ${approved} ${call.amount}`
    }),
})
const innerChild = child("inner", () => inner)
const outer = runner({
  plan: { name: "outer", digest: "outer", steps: [{ path: "all.inner", kind: "child" }] },
  signals: mailbox({}),
  body: (at) =>
    saga(at, "all", function* (at) {
      yield* bookStep(at, "Oslo")
      const value = yield* innerChild(at, undefined)
      return yield* note(at, value)
    }),
})
const outermostChild = child("outer", () => outer)
const outermost = runner({
  plan: { name: "outermost", digest: "outermost", steps: [{ path: "outer", kind: "child" }] },
  signals: mailbox({}),
  body: (at) => outermostChild(at, undefined),
})

const open = (store: MemoryStore, runners = [outermost, outer, inner]): Promise<Engine> =>
  Engine.open({
    journal: store.open(),
    runners,
    setAsideAfterMs: 5,
    onError: () => undefined,
    webhookUrl: "https://example.org/hooks",
  })

/** Waits until an execution waits, out of memory. */
async function aside(engine: Engine, id: string): Promise<void> {
  while ((await engine.read(id)).status !== "waiting") await pass(1)
}

async function answerAll(engine: Engine, root: string, id: string, signalTo: readonly [string, string]): Promise<void> {
  await aside(engine, root)
  await engine.signal(...signalTo, { amount: 12 })
  while ((await engine.tasks()).length === 0) await pass(1)
  await aside(engine, root)
  const [task] = await engine.tasks()
  expect(task).toMatchObject({ execution: id, workflow: "inner", path: "trip.review" })
  await engine.complete(task?.token ?? "", { approved: true })
  while (urls.length === 0) await pass(1)
  await aside(engine, root)
  const call = new Request(urls[0] ?? "", { method: "POST", body: JSON.stringify({ amount: 3 }) })
  expect((await engine.handleWebhook(call)).status).toBe(200)
}

describe("a child", () => {
  it.each([
    ["its own id", ["a/all.inner", "paid"]],
    ["a path in its parent", ["a", "all.inner.trip.paid"]],
  ] as const)("is reached by %s, also when it was set aside", async (_title, signalTo) => {
    await using engine = await open(memoryStore())
    await engine.start(outer, undefined, { id: "a" })
    await answerAll(engine, "a", "a/all.inner", signalTo)
    expect(await engine.result("a/all.inner")).toBe("12 true 3")
    expect(await engine.result("a")).toBe("12 true 3")
    expect(await engine.read("a/all.inner")).toMatchObject({ parent: "a", status: "completed", workflow: "inner" })
    expect((await engine.list()).items.map(({ id }) => id)).toEqual(["a/all.inner", "a"])
    await expect(engine.signal("a/all.inner", "paid", { amount: 1 })).rejects.toMatchObject({ _tag: "ExecutionEnded" })
  })

  it("is reached in the child of a child, whose workflow its engine knows by its parents only", async () => {
    const store = memoryStore()
    await using engine = await open(store, [outermost])
    await engine.start(outermost, undefined, { id: "a" })
    await answerAll(engine, "a", "a/outer/all.inner", ["a/outer/all.inner", "trip.paid"])
    expect(await engine.result("a")).toBe("12 true 3")
  })

  it("has what was sent before its process ended, once", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(outermost, undefined, { id: "a" })
    await aside(engine, "a")
    await engine.close()
    const between = await Engine.open({
      journal: store.open(),
      runners: [outermost, outer, inner],
      maximumExecutions: 0,
    })
    await between.signal("a", "outer.all.inner.trip.paid", { amount: 1 }, { id: "m" })
    await between.signal("a/outer/all.inner", "trip.paid", { amount: 1 }, { id: "m" })
    await expect(between.signal("a/outer/all.inner", "trip.paid", { amount: 2 }, { id: "m" })).rejects.toMatchObject({
      _tag: "PayloadMismatch",
    })
    expect((await between.read("a")).status).toBe("ready")
    await between.close()
    const later = await open(store)
    while ((await later.tasks()).length === 0) await pass(1)
    await later.close()
    expect((await store.open().read("a/outer/all.inner"))?.messages).toEqual([])
  })

  it("refuses what fits nothing", async () => {
    await using engine = await open(memoryStore())
    await engine.start(outer, undefined, { id: "a" })
    await aside(engine, "a")
    await expect(engine.signal("a/all.inner", "sold", 1)).rejects.toMatchObject({ _tag: "UnknownSignal" })
    await expect(engine.signal("a", "all.inner.trip.paid", { amount: "no" })).rejects.toMatchObject({
      _tag: "InvalidPayload",
    })
    await expect(engine.signal("a", "other.paid", { amount: 1 })).rejects.toMatchObject({ _tag: "UnknownSignal" })
  })

  it("is cancelled with its parent, and undoes what it did", async () => {
    await using engine = await open(memoryStore())
    await engine.start(outer, undefined, { id: "a" })
    await aside(engine, "a")
    await engine.cancel("a")
    expect(done).toEqual(["undo Rome", "undo Oslo"])
    expect([(await engine.read("a")).status, (await engine.read("a/all.inner")).status]).toEqual([
      "cancelled",
      "cancelled",
    ])
  })

  it("is cancelled alone, and then fails its parent, over restarts", async () => {
    const store = memoryStore()
    const engine = await open(store)
    await engine.start(outer, undefined, { id: "a" })
    await aside(engine, "a")
    await engine.cancel("a/all.inner")
    const cancelled = { _tag: "ExecutionCancelled", execution: "a/all.inner" }
    await expect(engine.result("a/all.inner")).rejects.toMatchObject(cancelled)
    await expect(engine.result("a")).rejects.toMatchObject(cancelled)
    expect(done).toEqual(["undo Rome", "undo Oslo"])
    expect((await engine.read("a")).status).toBe("failed")
    await engine.close()
    await using later = await open(store)
    await expect(later.result("a")).rejects.toMatchObject(cancelled)
  })

  it("does not take the place of an execution that somebody has started with its id", async () => {
    await using engine = await open(memoryStore())
    await engine.start(inner, undefined, { id: "a/all.inner" })
    await engine.start(outer, undefined, { id: "a" })
    await expect(engine.result("a")).rejects.toMatchObject({ _tag: "PayloadMismatch" })
  })
})
