import { flow } from "@millrace/dsl"
import { ExecutionCancelled } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { expect, it } from "vitest"
import { listens, works } from "../activities.ts"
import { bothOf } from "../running/both.ts"
import { pass } from "../running/world.ts"

export const working = flow("working")
  .parallel({
    long: (b) => b.step("one", works, () => 60_000),
    tidy: (b) => b.step("one", listens, () => ({ ms: 60_000, tidyMs: 20 })),
  })
  .returns(({ long }) => long)

const both = await bothOf(working, import.meta.filename)

const told = [
  "0 long.one starts",
  "0 tidy.one starts",
  "500 long.one is interrupted",
  "500 tidy.one hears",
  "520 tidy.one has tidied up",
]

it("ends after the cleanup when the caller's signal aborts", async () => {
  const found = await both(async (runner, { time, told }) => {
    const cancelling = new AbortController()
    let isEnded = false
    const result = runner
      .provide(time.layer)
      .run(undefined, { signal: cancelling.signal, executionId: "e" })
      .catch((error: unknown) => error)
      .finally(() => (isEnded = true))
    await time.goTo(500)
    cancelling.abort()
    await time.goUntil(() => isEnded)
    return { result: await result, told }
  })
  expect(found).toEqual({ result: new ExecutionCancelled({ workflow: "working", execution: "e" }), told })
})

it("is waited for by cancel, which ends after the cleanup", async () => {
  const found = await both(async (runner, { time, told }) => {
    const execution = runner.provide(time.layer).start()
    await time.goTo(500)
    let isCancelled = false
    void execution.cancel().then(() => (isCancelled = true))
    await time.goUntil(() => isCancelled)
    return { isInterrupted: Exit.hasInterrupts(await execution.exit()), told }
  })
  expect(found).toEqual({ isInterrupted: true, told })
})

it("ends when the stream of its events is left", async () => {
  const found = await both(async (runner, { time, told }) => {
    let isLeft = false
    const leave = async (): Promise<void> => {
      for await (const { path } of runner.provide(time.layer).stream()) {
        if (path !== "tidy.one") continue
        await pass(500)
        break
      }
      isLeft = true
    }
    const left = leave()
    await time.goUntil(() => isLeft)
    await left
    return told
  })
  expect(found).toEqual(told)
})

it("does not begin when it was cancelled before", async () => {
  const found = await both(async (runner, { time, told }) => {
    const exit = await runner.provide(time.layer).runExit(undefined, { signal: AbortSignal.abort() })
    return { isInterrupted: Exit.hasInterrupts(exit), told }
  })
  expect(found).toEqual({ isInterrupted: true, told: [] })
})
