import {
  activity,
  child,
  human,
  mailbox,
  runner,
  saga,
  signal,
  step,
  webhook,
  withPolicies,
} from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { Entry, Fault, FaultHook, Journal } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { World } from "./lives.ts"

const Payment = Schema.Struct({ amount: Schema.Number })

/** A workflow that waits for somebody outside, and what that somebody does; each time the same, as clients have to. */
interface Scene {
  readonly title: string
  readonly runner: (world: World) => DurableRunner<void>
  readonly act: (engine: Engine) => Promise<unknown>
  readonly result: unknown
}

function noting(world: World) {
  return step(
    "note",
    activity("note", (what: string, { path }) => world.take(0, path, what)),
  )
}

function booking(world: World) {
  const book = activity("book", {
    run: (town: string, { path }) => world.take(0, path, town),
    compensate: (_done, { path }) => world.take(0, path, undefined),
  })
  return step("book", book, withPolicies())
}

/** Waits until a child is there. */
async function begun(engine: Engine, id: string): Promise<void> {
  while ((await engine.list()).items.every((execution) => execution.id !== id)) {
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** Gives what a promise comes to, as something that can be compared. */
function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? error.constructor.name : error }),
  )
}

/** The URLs that were told in one play, whichever process told them. */
const urls = new Set<string>()

const scenes: ReadonlyArray<Scene> = [
  {
    title: "a message",
    runner: (world) => {
      const note = noting(world)
      const paid = signal("paid", { payload: Payment })
      return runner({
        plan: { name: "scene", digest: "scene", steps: [{ path: "paid", kind: "signal" }] },
        signals: mailbox({ paid: Payment }),
        *body(at) {
          const { amount } = yield* paid(at)
          return yield* note(at, `paid ${amount}`)
        },
      })
    },
    act: async (engine) => {
      await engine.signal("a", "paid", { amount: 12 }, { id: "payment-1" })
      return engine.result("a")
    },
    result: { value: "paid 12" },
  },
  {
    title: "a person's answer",
    runner: (world) => {
      const note = noting(world)
      const review = human("review", { form: Schema.Struct({ approved: Schema.Boolean }) })
      return runner({
        plan: { name: "scene", digest: "scene", steps: [{ path: "review", kind: "human" }] },
        *body(at) {
          const { approved } = yield* review(at, "invoice")
          return yield* note(at, `approved ${approved}`)
        },
      })
    },
    act: async (engine) => {
      for (;;) {
        const [task] = await engine.tasks()
        if (task !== undefined) await engine.complete(task.token, { approved: true })
        else if ((await engine.read("a")).status === "completed") return engine.result("a")
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
    result: { value: "approved true" },
  },
  {
    title: "a call",
    runner: (world) => {
      const note = noting(world)
      const tell = activity("tell", ({ url }: { readonly url: string }, { path }) => {
        urls.add(url)
        return world.take(0, path, undefined)
      })
      const called = webhook("called", { payload: Schema.Struct({ at: Schema.DateFromString }), announce: tell })
      return runner({
        plan: { name: "scene", digest: "scene", steps: [{ path: "called", kind: "webhook" }] },
        *body(at) {
          const { at: moment } = yield* called(at)
          return yield* note(at, `called ${moment.getTime()}`)
        },
      })
    },
    act: async (engine) => {
      while (urls.size === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      // Whoever calls tries again, and is told of the first answer when that was lost.
      const call = new Request([...urls][0] ?? "", { method: "POST", body: JSON.stringify({ at: "1970-01-01" }) })
      const { status } = await engine.handleWebhook(call)
      if (status !== 200 && status !== 409) throw new Error(`the call was answered ${status}`)
      return engine.result("a")
    },
    result: { value: "called 0" },
  },
  {
    title: "a message to a child",
    runner: (world) => {
      const note = noting(world)
      const paid = signal("paid", { payload: Payment })
      const inner = runner({
        plan: { name: "inner", digest: "inner", steps: [{ path: "paid", kind: "signal" }] },
        signals: mailbox({ paid: Payment }),
        *body(at) {
          const { amount } = yield* paid(at)
          return yield* note(at, `paid ${amount}`)
        },
      })
      const innerChild = child("inner", () => inner)
      return runner({
        plan: { name: "scene", digest: "scene", steps: [{ path: "inner", kind: "child" }] },
        signals: mailbox({}),
        *body(at) {
          const value = yield* innerChild(at, undefined)
          return yield* note(at, value)
        },
      })
    },
    act: async (engine) => {
      await begun(engine, "a/inner")
      await engine.signal("a/inner", "paid", { amount: 12 }, { id: "payment-1" })
      return engine.result("a")
    },
    result: { value: "paid 12" },
  },
  {
    title: "somebody's wish to cancel a child",
    runner: (world) => {
      const book = booking(world)
      const paid = signal("paid", { payload: Payment })
      const inner = runner({
        plan: { name: "inner", digest: "inner", steps: [{ path: "trip.paid", kind: "signal" }] },
        signals: mailbox({ "trip.paid": Payment }),
        body: (at) =>
          saga(at, "trip", function* (at) {
            yield* book(at, "Rome")
            return yield* paid(at)
          }),
      })
      const innerChild = child("inner", () => inner)
      return runner({
        plan: { name: "scene", digest: "scene", steps: [{ path: "inner", kind: "child" }] },
        signals: mailbox({}),
        body: (at) => innerChild(at, undefined),
      })
    },
    act: async (engine) => {
      await begun(engine, "a/inner")
      await new Promise((resolve) => setTimeout(resolve, 5))
      await engine.cancel("a/inner")
      return engine.result("a")
    },
    result: { error: "ExecutionCancelled" },
  },
  {
    title: "somebody's wish to cancel a saga",
    runner: (world) => {
      const book = booking(world)
      const paid = signal("paid", { payload: Payment })
      return runner({
        plan: { name: "scene", digest: "scene", steps: [{ path: "trip.paid", kind: "signal" }] },
        signals: mailbox({ "trip.paid": Payment }),
        body: (at) =>
          saga(at, "trip", function* (at) {
            yield* book(at, "Rome")
            return yield* paid(at)
          }),
      })
    },
    act: async (engine) => {
      while ((await engine.read("a")).status === "ready") await new Promise((resolve) => setTimeout(resolve, 1))
      await new Promise((resolve) => setTimeout(resolve, 5))
      await engine.cancel("a")
      return engine.result("a")
    },
    result: { error: "ExecutionCancelled" },
  },
]

const key = new Uint8Array(32).fill(7)

/** Plays a scene until it ends, in a new process when the first one dies. */
async function play(scene: Scene, world: World, fault: (write: number) => Fault | undefined) {
  const store = memoryStore()
  urls.clear()
  let left: { readonly entries: ReadonlyArray<Entry>; readonly done: number } | undefined
  let writes = 0
  const run = async (journal: Journal): Promise<unknown> => {
    const given = scene.runner(world)
    const engine = await Engine.open({
      journal,
      runners: [given],
      tokenKey: key,
      webhookUrl: "https://example.org/hooks",
      setAsideAfterMs: 3,
      onError: () => undefined,
    })
    await engine.start(given, undefined, { id: "a" })
    const outcome = await outcomeOf(scene.act(engine))
    await engine.close()
    return outcome
  }
  let die: () => void = () => undefined
  const died = new Promise<"died">((resolve) => {
    die = () => resolve("died")
  })
  const hook: FaultHook = ({ number }) => {
    writes = number
    const found = fault(number)
    if (found !== undefined) setImmediate(die)
    return found
  }
  const first = await Promise.race([run(store.open({ fault: hook })), died])
  if (first !== "died") return { outcome: first, left, writes }
  world.restart()
  const journal = store.open()
  left = { entries: (await journal.read("a"))?.entries ?? [], done: world.done.length }
  return { outcome: await run(journal), left, writes }
}

describe.each(scenes)("$title", (scene) => {
  it.each(["before", "after"] as const)("is heard once, whenever the process dies %s a write", async (when) => {
    const whole = await play(scene, new World(), () => undefined)
    expect(whole.outcome).toEqual(scene.result)
    expect(whole.writes).toBeGreaterThan(5)
    for (let write = 1; write <= whole.writes; write++) {
      const world = new World()
      const { outcome, left } = await play(scene, world, (number) =>
        number === write ? { kind: "crash", when } : undefined,
      )
      const where = `died ${when} write ${write}`
      // Invariants 2, 7 and 10.
      expect(outcome, where).toEqual(scene.result)
      expect(urls.size, where).toBeLessThanOrEqual(1)
      const later = new Set(world.done.slice(left?.done ?? world.done.length))
      const committed = left?.entries.filter(({ kind }) => kind === "step.completed" || kind === "compensated") ?? []
      expect(
        committed.filter(({ path }) => later.has(path)).map(({ path }) => path),
        where,
      ).toEqual([])
      if (world.done.includes("trip.book")) expect(world.done, where).toContain("trip.book.compensate")
    }
  })
})
