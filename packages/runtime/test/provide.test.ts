import { activity, step } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class Refused extends Data.TaggedError("Refused") {}
const refusing = step(
  "refuse",
  activity("refuse", {
    errors: [Refused],
    run: (): string => {
      throw new Refused()
    },
  }),
)

describe("effect and provide", () => {
  it.effect("gives an Effect that begins anew each time it is run", () =>
    Effect.gen(function* () {
      let runs = 0
      const count = step(
        "count",
        activity("count", () => ++runs),
      )
      const counted = workflow((at) => count(at, undefined)).effect()
      expect(runs).toBe(0)
      expect([yield* counted, yield* counted]).toEqual([1, 2])
    }),
  )

  it("builds services for each execution and releases them at its end, failure or not", async () => {
    class Store extends Context.Service<Store, { readonly save: (text: string) => void }>()("test/Store") {}
    const log: Array<string> = []
    const store = Layer.effect(
      Store,
      Effect.acquireRelease(
        Effect.sync(() => {
          log.push("open")
          return { save: (text: string) => void log.push(text) }
        }),
        () => Effect.sync(() => log.push("close")),
      ),
    )
    const save = step(
      "save",
      activity("save", (text: string) => Effect.map(Store, (s) => s.save(text))),
    )
    const saving = workflow(function* (at) {
      yield* save(at, "text")
      return yield* refusing(at, undefined)
    }).provide(store)
    expect(await saving.runExit()).toEqual(Exit.fail(new Refused()))
    expect(log).toEqual(["open", "text", "close"])
  })

  it("fails with what building a service fails with, before anything runs", async () => {
    class Store extends Context.Service<Store, { readonly n: number }>()("test/Store2") {}
    const log: Array<string> = []
    const { lines, onEvent } = watched()
    const unreachable: Layer.Layer<Store, Refused> = Layer.effect(Store, new Refused())
    const logs = step(
      "log",
      activity("log", () => void log.push("ran")),
    )
    const needs = workflow(function* (at) {
      yield* logs(at, undefined)
      return yield* Effect.map(Store, ({ n }) => n)
    }).provide(unreachable)
    expect(await needs.runExit()).toEqual(Exit.fail(new Refused()))
    expect(await needs.runExit(undefined, { onEvent })).toEqual(Exit.fail(new Refused()))
    expect({ log, lines }).toEqual({ log: [], lines: ["execution.started", "execution.failed (Refused)"] })
  })

  it("provides services in the order they are given, each to those before", async () => {
    class Low extends Context.Service<Low, { readonly n: number }>()("test/Low") {}
    class High extends Context.Service<High, { readonly n: number }>()("test/High") {}
    const high = Layer.effect(
      High,
      Effect.map(Low, ({ n }) => ({ n: n * 10 })),
    )
    const low = Layer.succeed(Low, { n: 4 })
    const value = workflow(() => Effect.map(High, ({ n }) => n))
      .provide(high)
      .provide(low)
    expect(await value.run()).toBe(40)
  })
})
