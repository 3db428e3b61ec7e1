import { activity, runner, saga, sleep, step, withPolicies } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { FaultHook, MemoryStore } from "@millrace/runtime/journal"
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

/** Gives a store whose process has died while an execution was undone that so many had cancelled. */
async function diedWhileUndone(wishes: number): Promise<MemoryStore> {
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
  for (let wish = 0; wish < wishes; wish++) void first.cancel("a")
  await crash
  return store
}

it.each([1, 2])(
  "is cancelled once when %s ask, its process dies while it is undone, and one asks again",
  async (wishes) => {
    undone.length = 0
    const second = await open(await diedWhileUndone(wishes), { runners: [trip] })
    await second.cancel("a")
    expect((await second.read("a")).status).toBe("cancelled")
    // It was in flight at the crash.
    expect(undone).toEqual(["Rome", "Rome"])
    await second.close()
  },
)
