import type { ExecutionCancelled } from "@millrace/runtime"
import { DurableEngine, Engine } from "@millrace/runtime/durable"
import type { EngineOptions, WaitFailure } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import type { Journal } from "@millrace/runtime/journal"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { describe, expect, it } from "vitest"
import { failed, noted, paid, reviewed, runners } from "./engine-workflows.ts"
import type { Full } from "./engine-workflows.ts"

const layerOf = (journal: Journal, more: Partial<EngineOptions> = {}) =>
  Engine.layer({ journal, runners, onError: () => undefined, graceMs: 1_000, ...more })

describe("an engine as a layer", () => {
  it("starts, signals and answers, and is closed with its scope", async () => {
    const store = memoryStore()
    const program = Effect.gen(function* () {
      const engine = yield* DurableEngine
      const execution = yield* engine.start(paid, "order", { id: "a" })
      yield* engine.signal("a", "paid", { amount: 12 })
      const asked = yield* engine.start(reviewed, "x", { id: "b" })
      let tasks = yield* engine.tasks()
      while (tasks.length === 0) {
        yield* Effect.sleep(1)
        tasks = yield* engine.tasks()
      }
      yield* engine.complete(tasks[0]?.token ?? "", { approved: true })
      const text: string = yield* execution.result
      return [text, yield* asked.result, yield* engine.result("a"), (yield* engine.read("a")).status]
    })
    const ended = await Effect.runPromise(Effect.provide(program, layerOf(store.open())))
    expect(ended).toEqual(["order 12", true, "order 12", "completed"])
    await using later = await Engine.open({ journal: store.open(), runners })
    expect(await later.result("a")).toBe("order 12")
  })

  it("fails with the failure of the workflow, whose type it has", async () => {
    const program = Effect.gen(function* () {
      const engine = yield* DurableEngine
      const execution = yield* engine.start(failed, undefined)
      const result: Effect.Effect<never, Full | ExecutionCancelled | WaitFailure> = execution.result
      const town = yield* Effect.catchTag(result, "Full", ({ town }) => Effect.succeed(town))
      const waiting = yield* engine.start(paid, "x", { id: "b" })
      yield* engine.cancel("b")
      const cancelled = yield* Effect.flip(waiting.result)
      const unknown = yield* Effect.flip(engine.read("nobody"))
      const mismatch = yield* Effect.flip(engine.start(noted, "other", { id: "b" }))
      return [town, cancelled._tag, unknown._tag, mismatch._tag]
    })
    const ended = await Effect.runPromise(Effect.provide(program, layerOf(memoryStore().open())))
    expect(ended).toEqual(["Oslo", "ExecutionCancelled", "ExecutionUnknown", "PayloadMismatch"])
  })

  it("is interrupted as a wait, and not as an execution", async () => {
    const program = Effect.gen(function* () {
      const engine = yield* DurableEngine
      const execution = yield* engine.start(paid, "x", { id: "a" })
      const exit = yield* Effect.exit(Effect.timeout(execution.result, 5))
      yield* engine.signal("a", "paid", { amount: 1 })
      return [Exit.isFailure(exit), yield* execution.result]
    })
    expect(await Effect.runPromise(Effect.provide(program, layerOf(memoryStore().open())))).toEqual([true, "x 1"])
  })

  it("fails as a layer where it cannot be opened", async () => {
    // @ts-expect-error it names no store
    const layer = layerOf("file.db")
    const problem = await Effect.runPromise(Effect.flip(Effect.provide(DurableEngine, layer)))
    expect(problem).toMatchObject({ _tag: "EngineOptionInvalid", option: "journal" })
  })
})
