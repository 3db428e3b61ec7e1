import { Engine, ExecutionSuspended } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { MemoryStore } from "@millrace/runtime/journal"
import { activity, child, mailbox, runner, signal, step } from "@millrace/runtime/runner"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { until } from "./engine-workflows.ts"

const Paid = Schema.Struct({})
const paid = signal("paid", { payload: Paid })
const noteStep = step(
  "note",
  activity("note", async () => "noted"),
)
const otherStep = step(
  "other",
  activity("other", async () => "other"),
)
const inner = runner({
  plan: { name: "inner", digest: "inner", steps: [{ path: "paid", kind: "signal" }] },
  signals: mailbox({ paid: Paid }),
  *body(at) {
    yield* paid(at)
    return "paid"
  },
})
const innerChild = child("inner", () => inner)
const middle = runner({
  plan: { name: "middle", digest: "middle", steps: [{ path: "inner", kind: "child" }] },
  signals: mailbox({}),
  body: (at) => innerChild(at, undefined),
})
const middleChild = child("middle", () => middle)
const outerWith = (first: typeof noteStep): DurableRunner<void> =>
  runner({
    plan: { name: "outer", digest: "outer", steps: [{ path: "middle", kind: "child" }] },
    signals: mailbox({}),
    *body(at) {
      yield* first(at, undefined)
      return yield* middleChild(at, undefined)
    },
  })
const outer = outerWith(noteStep)

/** Opens an engine on an execution that its code cannot go on with, as soon as something wakes it. */
const open = (store: MemoryStore, code: DurableRunner<void>): Promise<Engine> =>
  Engine.open({ journal: store.open(), runners: [code, middle, inner], setAsideAfterMs: 5, onError: () => undefined })

async function waitingFor(id: string): Promise<MemoryStore> {
  const store = memoryStore()
  await using engine = await open(store, outer)
  await engine.start(outer, undefined, { id })
  await until(engine, id, "waiting")
  return store
}

const said = "execution 'a' is suspended: execution 'a' of 'outer' cannot go on with this code"

it("answers who waits for a child when what it is a child of is suspended", async () => {
  await using engine = await open(await waitingFor("a"), outerWith(otherStep))
  const early = engine.result("a/middle/inner")
  early.catch(() => undefined)
  await engine.signal("a/middle/inner", "paid", {})
  await expect(early).rejects.toThrow(said)
  await expect(early).rejects.toBeInstanceOf(ExecutionSuspended)
  await expect(engine.result("a")).rejects.toThrow(said)
  await expect(engine.result("a/middle/inner")).rejects.toThrow(said)
  await expect(engine.result("a/middle")).rejects.toMatchObject({ execution: "a" })
  expect(await engine.outcome("a/middle/inner", { waitMs: 60_000 })).toEqual(await engine.outcome("a"))
  await expect(engine.cancel("a")).rejects.toThrow(said)
  await expect(engine.cancel("a/middle/inner")).rejects.toThrow(said)
})

it.each(["a", "a/middle/inner"])("goes on with the right code when '%s' is resumed", async (resumed) => {
  const store = await waitingFor("a")
  const wrong = await open(store, outerWith(otherStep))
  await wrong.signal("a/middle/inner", "paid", {})
  await expect(wrong.result("a/middle/inner")).rejects.toThrow(said)
  await wrong.close()
  await using right = await open(store, outer)
  await right.resume(resumed)
  expect(await right.result("a/middle/inner")).toBe("paid")
  expect(await right.result("a")).toBe("paid")
})
