import { activity, mailbox, runner, signal, step } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const done: Array<string> = []
const note = activity("note", async (what: string) => {
  done.push(what)
  return what
})

/** A workflow of these steps; `wait` waits for a message, every other one is noted. */
function workflow(names: ReadonlyArray<string>) {
  const wait = signal("wait", { payload: Schema.String })
  const steps = names.map((name) => ({ name, run: step(name, note) }))
  return runner({
    plan: { name: "changed", digest: names.join(), steps: [{ path: "wait", kind: "signal" }] },
    signals: mailbox({ wait: Schema.String }),
    *body(at) {
      const all: Array<string> = []
      for (const { name, run } of steps) all.push(name === "wait" ? yield* wait(at) : yield* run(at, name))
      return all
    },
  })
}

const before = workflow(["a", "b", "wait", "c"])

/** Gives a store in which an execution waits at `wait`. */
async function waitingStore(): Promise<MemoryStore> {
  const store = memoryStore()
  const engine = await Engine.open({ journal: store.open(), runners: [before], setAsideAfterMs: 5 })
  await engine.start(before, undefined, { id: "a" })
  await expect.poll(async () => (await engine.read("a")).status, { interval: 5 }).toBe("waiting")
  await engine.close()
  return store
}

/** Each goes on from where `a, b, wait, c` waits. */
const changes: ReadonlyArray<readonly [title: string, names: ReadonlyArray<string>, done: ReadonlyArray<string>]> = [
  ["a step is added behind it", ["a", "b", "wait", "new", "c"], ["new", "c"]],
  ["a step is added right before it, which runs now", ["a", "b", "new", "wait", "c"], ["new", "c"]],
  ["the step behind it has another name", ["a", "b", "wait", "d"], ["d"]],
  ["the step behind it is gone", ["a", "b", "wait"], []],
  ["recorded steps have changed places", ["b", "a", "wait", "c"], ["c"]],
]

it.each(changes)("an execution that waits goes on where %s", async (_title, names, now) => {
  const store = await waitingStore()
  done.length = 0
  await using later = await Engine.open({ journal: store.open(), runners: [workflow(names)] })
  await later.signal("a", "wait", "came")
  expect(await later.result("a")).toEqual(names.map((name) => (name === "wait" ? "came" : name)))
  expect(done).toEqual(now)
})

it.each([
  ["a step is added before what was recorded", ["new", "a", "b", "wait", "c"]],
  ["a recorded step has another name", ["a", "d", "wait", "c"]],
  ["a recorded step is gone", ["b", "wait", "c"]],
])("one is suspended where %s, and goes on with the code it had", async (_title, names) => {
  const store = await waitingStore()
  const other = await Engine.open({ journal: store.open(), runners: [workflow(names)], onError: () => undefined })
  await other.signal("a", "wait", "came")
  await expect(other.result("a")).rejects.toThrow(/put code back that does what was recorded .*, and resume it/)
  await other.close()
  await using right = await Engine.open({ journal: store.open(), runners: [before], setAsideAfterMs: 5 })
  await right.resume("a")
  expect(await right.result("a")).toEqual(["a", "b", "came", "c"])
})
