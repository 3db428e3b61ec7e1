import { Webhooks } from "@millrace/runtime"
import { memoryStore } from "@millrace/runtime/journal"
import type { Fault } from "@millrace/runtime/journal"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { flows } from "./flows.ts"
import { executionId, live, liveOn, World } from "./lives.ts"
import type { Lived } from "./lives.ts"

const committed: ReadonlySet<string> = new Set(["step.completed", "step.failed", "compensated"])

/** What the process dies of at a write. */
const deaths: ReadonlyArray<{ readonly title: string; readonly fault: Fault }> = [
  { title: "before", fault: { kind: "crash", when: "before" } },
  { title: "after", fault: { kind: "crash", when: "after" } },
]

/** Gives what was done again after it had been committed. */
function repeated({ left }: Lived, { done }: World): ReadonlyArray<string> {
  return left.flatMap((death) => {
    const later = new Set(done.slice(death.done))
    return death.entries.flatMap(({ kind, path }) => (committed.has(kind) && later.has(path) ? [path] : []))
  })
}

/**
 * What was told of an execution, in whatever order its branches told it, and however often. A step that is interrupted
 * before it begins in a later life is told of by none.
 */
function told(entries: Lived["entries"]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ path, kind }) => (kind === "interrupted" ? [] : [`${kind} ${path}`])))
}

function undone({ done }: World): ReadonlyArray<string> {
  return done.filter((what) => what.includes("undoes"))
}

/** Lets what was left behind come to its end. */
function pass(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

describe.each(flows)("$title", ({ runner }) => {
  it("comes to what the direct one does, with the same effects", async () => {
    const [direct, durable] = [new World(), new World()]
    const { layer } = Webhooks.inMemory({ baseUrl: "https://example.org" })
    // None of these asks a person.
    const effect = Effect.provide(runner(direct).effect(), layer) as Effect.Effect<unknown, unknown>
    const exit = await Effect.runPromiseExit(effect)
    const { end } = await live(runner(durable), { world: durable })
    await pass(60)
    expect(end).toEqual({ kind: "ended", exit })
    expect(durable.done.toSorted()).toEqual(direct.done.toSorted())
    expect(undone(durable)).toEqual(undone(direct))
  })

  it("comes to the same from its journal alone", async () => {
    const world = new World()
    const { end, store } = await live(runner(world), { world })
    await pass(60)
    const done = [...world.done]
    const again = await liveOn(store.open(), runner(world))
    expect(await again.ended).toEqual(end)
    expect(world.done).toEqual(done)
  })

  it.each(deaths)(
    "keeps invariants 1, 3 and 6 when its process dies $title any write: nothing is lost, or repeated that was committed",
    async ({ title, fault }) => {
      const reference = new World()
      const { end, writes, entries } = await live(runner(reference), { world: reference })
      const all = entries.flatMap(({ kind, path }) => (committed.has(kind) ? [path] : []))
      expect(writes).toBeGreaterThan(2)
      for (let dies = 1; dies <= writes; dies++) {
        const world = new World()
        const faults = (life: number, write: number): Fault | undefined =>
          life === 1 && write === dies ? fault : undefined
        const lived = await live(runner(world), { world, faults })
        const where = `its process died ${title} write ${dies}`
        expect(lived.end, where).toEqual(end)
        expect(told(lived.entries), where).toEqual(told(entries))
        expect(new Set(undone(world)), where).toEqual(new Set(undone(reference)))
        expect(repeated(lived, world), where).toEqual([])
        for (const path of all)
          expect(world.count(path), `'${path}' was lost: ${where}`).toBeGreaterThanOrEqual(reference.count(path))
      }
    },
  )

  it("loses nothing and repeats nothing that was committed when every process dies after its third write", async () => {
    const reference = new World()
    const { end } = await live(runner(reference), { world: reference })
    const world = new World()
    const lived = await live(runner(world), {
      world,
      faults: (life, write) => (life < 40 && write === 3 ? { kind: "crash", when: "after" } : undefined),
    })
    expect(lived.end).toEqual(end)
    expect(repeated(lived, world)).toEqual([])
  })
})

describe("this test", () => {
  it("keeps a dead process from going on", async () => {
    const world = new World()
    const late = world.take(5, "late", 1)
    world.restart()
    await Promise.race([late, pass(15)])
    expect(world.done).toEqual([])
  })

  it("sees what a dead process has left", async () => {
    const flow = flows[0]
    const world = new World()
    const lived =
      flow &&
      (await live(flow.runner(world), {
        world,
        faults: (life, write) => (life === 1 && write === 3 ? { kind: "crash", when: "before" } : undefined),
      }))
    expect(lived?.left.map(({ entries, done }) => [done, ...entries.map(({ path }) => path)])).toEqual([[2, "one"]])
    expect(await memoryStore().open().read(executionId)).toBe(undefined)
  })
})
