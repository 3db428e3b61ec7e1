import { activity, runner, saga, sleep, step, withPolicies } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook } from "@millrace/runtime/journal"
import { expect, it } from "vitest"
import { open, until } from "./engine-workflows.ts"

const undone: Array<string> = []
const book = step(
  "book",
  activity("book", {
    run: async (town: string) => town,
    compensate: async ({ output }) => {
      undone.push(output)
    },
  }),
  withPolicies(),
)
const note = step(
  "note",
  activity("note", async (what: string) => what),
)
const trip = runner({
  plan: { name: "trip", digest: "trip", steps: [] },
  body: (at) =>
    saga(at, "trip", function* (at) {
      yield* book(at, "Rome")
      yield* note(at, "booked")
      return yield* sleep(at, "long", 3_600_000)
    }),
})

it("is cancelled once when whoever cancels it asks again after a crash", async () => {
  const store = memoryStore()
  let crashed: () => void = () => undefined
  const crash = new Promise<void>((resolve) => (crashed = resolve))
  const fault: FaultHook = ({ changes }) => {
    if (!changes.some((change) => change.kind === "entry" && change.entry.kind === "compensated")) return undefined
    setImmediate(crashed)
    return { kind: "crash", when: "before" }
  }
  const journal = store.open({ fault })
  const first = await Engine.open({ journal, runners: [trip], setAsideAfterMs: 10, onError: () => undefined })
  await first.start(trip, undefined, { id: "a" })
  await until(first, "a", "waiting")
  void first.cancel("a")
  await crash
  const second = await open(store, { runners: [trip] })
  await second.cancel("a")
  expect((await second.read("a")).status).toBe("cancelled")
  // It was in flight at the crash.
  expect(undone).toEqual(["Rome", "Rome"])
  await second.close()
})

it("is cancelled once when two ask, and its process dies while it is undone", async () => {
  const store = memoryStore()
  let crashed: () => void = () => undefined
  const crash = new Promise<void>((resolve) => (crashed = resolve))
  const fault: FaultHook = ({ changes }) => {
    if (!changes.some((change) => change.kind === "entry" && change.entry.kind === "compensated")) return undefined
    setImmediate(crashed)
    return { kind: "crash", when: "before" }
  }
  const journal = store.open({ fault })
  const first = await Engine.open({ journal, runners: [trip], setAsideAfterMs: 10, onError: () => undefined })
  await first.start(trip, undefined, { id: "b" })
  await until(first, "b", "waiting")
  void first.cancel("b")
  void first.cancel("b")
  await crash
  const second = await open(store, { runners: [trip] })
  await second.cancel("b")
  expect((await second.read("b")).status).toBe("cancelled")
  await second.close()
})
