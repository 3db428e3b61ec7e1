import { activity, child, parallel, runner, saga, sleep, step, withPolicies } from "@millrace/runtime/runner"
import { Engine } from "@millrace/runtime/durable"
import type { EngineOptions } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import { expect, it } from "vitest"

const undone: Array<string> = []
const book = activity("book", {
  run: async (what: string) => what,
  compensate: ({ output }) => void undone.push(output),
})
const bookStep = step("book", book, withPolicies())
const changed = step("changed", book, withPolicies())

/** It waits in a saga, so that a wait that ends too soon is seen to be undone. */
function waiting(name: string, first: typeof bookStep, pauseMs: number) {
  return runner({
    plan: { name, digest: name, steps: [] },
    body: (at) =>
      saga(at, "trip", function* (at) {
        const booked = yield* first(at, name)
        yield* sleep(at, "pause", pauseMs)
        return booked
      }),
  })
}

/** A parent with two children that wait at the same time. */
function family(first: typeof bookStep, pauseMs: number) {
  const [one, other] = [waiting("one", first, pauseMs), waiting("other", bookStep, pauseMs)]
  const [oneStep, otherStep] = [child("kid", () => one), child("kid", () => other)]
  const parent = runner({
    plan: { name: "parent", digest: "parent", steps: [] },
    body: (at) => parallel(at, { one: (at) => oneStep(at, undefined), other: (at) => otherStep(at, undefined) }),
  })
  return [parent, one, other] as const
}

function open(store: MemoryStore, runners: EngineOptions["runners"], setAsideAfterMs: number): Promise<Engine> {
  return Engine.open({ journal: store.open(), runners, setAsideAfterMs, onError: () => undefined })
}

/** Gives a store in which both children of a family wait. */
async function waitingStore(): Promise<MemoryStore> {
  const store = memoryStore()
  const runners = family(bookStep, 10_000)
  const engine = await open(store, runners, 5)
  await engine.start(runners[0], undefined, { id: "a" })
  await expect.poll(async () => (await engine.read("a")).status, { interval: 5 }).toBe("waiting")
  await engine.close()
  return store
}

async function kindsOf(engine: Engine, id: string): Promise<ReadonlyArray<string>> {
  return (await engine.history(id)).entries.map(({ kind }) => kind)
}

it("children that wait at the same time are set aside together, and nothing of them is undone", async () => {
  const runners = family(bookStep, 120)
  await using engine = await open(memoryStore(), runners, 5)
  await engine.start(runners[0], undefined, { id: "a" })
  await expect.poll(async () => (await engine.read("a")).status, { interval: 5 }).toBe("waiting")
  for (const id of ["a/one.kid", "a/other.kid"]) {
    expect(await kindsOf(engine, id)).toEqual(["undoable", "step.completed", "due"])
  }
  expect(await engine.result("a")).toEqual({ one: "one", other: "other" })
  expect(undone).toEqual([])
})

it("a child that cannot go on suspends the others, and nothing of them is undone", async () => {
  const store = await waitingStore()
  await using other = await open(store, family(changed, 10_000), 5)
  await other.resume("a")
  await expect.poll(async () => (await other.read("a")).status, { interval: 5 }).toBe("suspended")
  expect(await kindsOf(other, "a/other.kid")).toEqual(["undoable", "step.completed", "due"])
  expect(undone).toEqual([])
})

it("is not set aside before it is seen that it cannot go on, however slow its machine is", async () => {
  const store = await waitingStore()
  const slowness = slowMachine()
  await using other = await open(store, family(changed, 10_000), 1)
  await other.resume("a")
  await expect.poll(async () => (await other.read("a")).status, { interval: 5 }).toBe("suspended")
  slowness.end()
})

/** Something else that takes two milliseconds of every turn. */
function slowMachine(): { readonly end: () => void } {
  let isOver = false
  const work = (): void => {
    const untilMs = performance.now() + 2
    while (performance.now() < untilMs);
    if (!isOver) setImmediate(work)
  }
  work()
  return {
    end: () => {
      isOver = true
    },
  }
}
