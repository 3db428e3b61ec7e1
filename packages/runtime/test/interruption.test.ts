import type { ActivityContext } from "@millrace/plan"
import { AsyncLocalStorage } from "node:async_hooks"
import { setTimeout as delay } from "node:timers/promises"
import { ExecutionCancelled, StepTimeout } from "@millrace/runtime"
import { activity, forEach, parallel, step, tryCatch, withPolicies } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class Broken extends Data.TaggedError("Broken") {}

const fails = activity("fails", {
  errors: [Broken],
  run: async (afterMs: number): Promise<never> => {
    await delay(afterMs)
    throw new Broken()
  },
})

/** An activity that listens to its signal, and needs a while to tidy up. */
function tidying(log: Array<string>) {
  return activity("tidying", async (name: string, { abortSignal }) => {
    log.push(`${name} begins`)
    try {
      await delay(10_000, undefined, { signal: abortSignal })
    } catch {
      await delay(20)
      log.push(`${name} tidied`)
    }
    return name
  })
}

describe("an activity that reads its abort signal", () => {
  it("is waited for when a sibling fails, before the failure goes on", async () => {
    const log: Array<string> = []
    const tidyingStep = step("tidying", tidying(log))
    const exit = await workflow(function* (at) {
      return yield* tryCatch(
        at,
        "both",
        (at) => parallel(at, { a: (at) => tidyingStep(at, "a"), b: (at) => step("fails", fails)(at, 5) }),
        {
          Broken: () => {
            log.push("handled")
            return Effect.succeed("handled")
          },
        },
      )
    }).runExit()
    expect(exit).toEqual(Exit.succeed("handled"))
    expect(log).toEqual(["a begins", "a tidied", "handled"])
  })

  it("is waited for when it times out", async () => {
    const log: Array<string> = []
    const exit = await workflow((at) => step("tidying", tidying(log), withPolicies({ timeout: 10 }))(at, "a")).runExit()
    log.push("after")
    expect(exit).toEqual(Exit.fail(new StepTimeout({ path: "tidying", attempt: 1, timeoutMs: 10 })))
    expect(log).toEqual(["a begins", "a tidied", "after"])
  })

  it("is waited for when the execution is cancelled", async () => {
    const log: Array<string> = []
    const { lines, onEvent } = watched()
    const cancelling = new AbortController()
    const running = workflow((at) => step("tidying", tidying(log))(at, "a")).run(undefined, {
      signal: cancelling.signal,
      onEvent,
      executionId: "e-1",
    })
    await delay(5)
    cancelling.abort()
    const rejection = await running.catch((error: unknown) => error)
    log.push("after")
    expect(rejection).toEqual(new ExecutionCancelled({ workflow: "test", execution: "e-1" }))
    expect(rejection).toMatchObject({ name: "AbortError", message: "execution 'e-1' of workflow 'test' was cancelled" })
    expect(log).toEqual(["a begins", "a tidied", "after"])
    expect(lines).toEqual([
      "execution.started",
      "step.started tidying",
      "step.cancelled tidying",
      "execution.cancelled",
    ])
  })

  it("is told and waited for when the activity cancels its own execution", async () => {
    const log: Array<string> = []
    const cancelling = new AbortController()
    const selfish = activity("selfish", async (_: void, { abortSignal }) => {
      cancelling.abort()
      log.push("cancelled")
      await delay(10)
      log.push(`tidied, aborted: ${abortSignal.aborted}`)
    })
    const pause = activity("pause", () => delay(1))
    const exit = await workflow(function* (at) {
      yield* step("pause", pause)(at, undefined)
      yield* step("selfish", selfish)(at, undefined)
      log.push("never")
    }).runExit(undefined, { signal: cancelling.signal })
    expect(Exit.hasInterrupts(exit)).toBe(true)
    expect(log).toEqual(["cancelled", "tidied, aborted: true"])
  })

  it("hears nothing of what happens after it has succeeded", async () => {
    const aborted: Array<string> = []
    const cancelling = new AbortController()
    const fetches = activity("fetches", async (_: void, { abortSignal }) => {
      abortSignal.addEventListener("abort", () => aborted.push("fetches"))
      await delay(1)
    })
    const waits = activity("waits", () => Effect.never)
    const running = workflow(function* (at) {
      yield* step("fetches", fetches)(at, undefined)
      yield* step("waits", waits)(at, undefined)
    }).runExit(undefined, { signal: cancelling.signal })
    await delay(10)
    cancelling.abort()
    expect(Exit.hasInterrupts(await running)).toBe(true)
    expect(aborted).toEqual([])
  })

  it("gets the signal of an Effect it returned aborted too", async () => {
    const aborted: Array<boolean> = []
    const effectful = activity("effectful", (_: void, { abortSignal }) => {
      abortSignal.addEventListener("abort", () => aborted.push(true))
      return Effect.never
    })
    await workflow((at) => step("s", effectful, withPolicies({ timeout: 5 }))(at, undefined)).runExit()
    expect(aborted).toEqual([true])
  })

  it("sees the signal already aborted when it reads it too late", async () => {
    let given: ActivityContext | undefined
    const lateReader = activity("late", (_: void, context) => {
      given = context
      return new Promise<void>(() => undefined)
    })
    await workflow((at) => step("s", lateReader, withPolicies({ timeout: 5 }))(at, undefined)).runExit()
    expect(given?.abortSignal.aborted).toBe(true)
  })
})

describe("an activity that never reads its abort signal", () => {
  it("is left behind, and its late rejection is swallowed", async () => {
    const rejections: Array<unknown> = []
    const listen = (reason: unknown): void => void rejections.push(reason)
    process.on("unhandledRejection", listen)
    let ended = false
    const deaf = activity("deaf", async () => {
      await delay(30)
      ended = true
      throw new Error("too late")
    })
    const exit = await workflow((at) => step("deaf", deaf, withPolicies({ timeout: 5 }))(at, undefined)).runExit()
    expect(exit).toEqual(Exit.fail(new StepTimeout({ path: "deaf", attempt: 1, timeoutMs: 5 })))
    expect(ended).toBe(false)
    await delay(60)
    process.off("unhandledRejection", listen)
    expect({ ended, rejections }).toEqual({ ended: true, rejections: [] })
  })

  it("makes no abort controller", async () => {
    const real = globalThis.AbortController
    let made = 0
    globalThis.AbortController = class extends real {
      constructor() {
        super()
        made += 1
      }
    }
    try {
      await workflow((at) =>
        step(
          "s",
          activity("s", async () => 1),
        )(at, undefined),
      ).run()
    } finally {
      globalThis.AbortController = real
    }
    expect(made).toBe(0)
  })
})

describe("a cancelled execution", () => {
  it("does not begin when the signal has aborted before", async () => {
    const log: Array<string> = []
    const { lines, onEvent } = watched()
    const logging = step(
      "log",
      activity("log", () => void log.push("ran")),
    )
    const signal = AbortSignal.abort()
    const exit = await workflow((at) => logging(at, undefined)).runExit(undefined, { signal })
    const watchedExit = await workflow((at) => logging(at, undefined)).runExit(undefined, { signal, onEvent })
    expect([Exit.hasInterrupts(exit), Exit.hasInterrupts(watchedExit)]).toEqual([true, true])
    expect(log).toEqual([])
    expect(lines).toEqual(["execution.started", "execution.cancelled"])
  })

  it("cleans up inner things before outer ones, and items in work all of them", async () => {
    const log: Array<string> = []
    const cancelling = new AbortController()
    const waiting = activity("waiting", (name: string) =>
      Effect.onInterrupt(Effect.never, () => Effect.sync(() => log.push(name))),
    )
    const running = workflow((at) =>
      Effect.onInterrupt(
        forEach(at, "items", ["a", "b", "c"], (at, item) => step("waiting", waiting)(at, item), { concurrency: 2 }),
        () => Effect.sync(() => log.push("outer")),
      ),
    ).runExit(undefined, { signal: cancelling.signal })
    await delay(5)
    cancelling.abort()
    expect(Exit.hasInterrupts(await running)).toBe(true)
    expect(log).toEqual(["a", "b", "outer"])
  })

  it("is cancelled in the middle of work that never waits, by what yields between", async () => {
    const cancelling = new AbortController()
    let rounds = 0
    const counting = step(
      "count",
      activity("count", () => void rounds++),
    )
    setImmediate(() => cancelling.abort())
    const items = Array.from({ length: 200_000 }, (_, index) => index)
    const exit = await workflow((at) => forEach(at, "items", items, (at) => counting(at, undefined))).runExit(
      undefined,
      {
        signal: cancelling.signal,
      },
    )
    expect(Exit.hasInterrupts(exit)).toBe(true)
    expect(rounds).toBeLessThan(200_000)
  })
})

describe("the async context of the caller", () => {
  it("is kept across steps, branches, retries and timeouts", async () => {
    const storage = new AsyncLocalStorage<string>()
    const seen: Array<string | undefined> = []
    const look = activity("look", async (_: void, { attempt }) => {
      seen.push(storage.getStore())
      await delay(1)
      seen.push(storage.getStore())
      if (attempt === 1) throw new Error("again")
    })
    const lookStep = step(
      "look",
      look,
      withPolicies({ timeout: 1_000, retry: { initialInterval: 1, retryDefects: true } }),
    )
    const looking = workflow(function* (at) {
      yield* lookStep(at, undefined)
      yield* parallel(at, { a: (at) => lookStep(at, undefined), b: (at) => lookStep(at, undefined) })
      yield* lookStep(at, undefined)
    })
    await Promise.all([
      storage.run("first", () => looking.run()),
      storage.run("second", () => looking.run(undefined, { onEvent: () => undefined })),
    ])
    expect(seen.filter((each) => each === "first")).toHaveLength(16)
    expect(seen.filter((each) => each === "second")).toHaveLength(16)
  })
})
