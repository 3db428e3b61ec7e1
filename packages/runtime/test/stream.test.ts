import { setTimeout as delay } from "node:timers/promises"
import type { ExecutionEvent } from "@millrace/runtime"
import { activity, step } from "@millrace/runtime/runner"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
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

describe("stream", () => {
  it("gives every event and ends after the last", async () => {
    const types: Array<string> = []
    const pause = step(
      "pause",
      activity("pause", () => delay(1)),
    )
    for await (const event of workflow((at) => pause(at, undefined)).stream()) types.push(event.type)
    expect(types).toEqual(["execution.started", "step.started", "step.completed", "execution.completed"])
  })

  it("ends, and does not throw, when the execution fails", async () => {
    const events: Array<ExecutionEvent> = []
    for await (const event of workflow((at) => refusing(at, undefined)).stream()) events.push(event)
    expect(events.at(-1)).toMatchObject({ type: "execution.failed", failure: { tag: "Refused" } })
  })

  it("begins nothing before the first event is asked for", async () => {
    let runs = 0
    const count = step(
      "count",
      activity("count", () => ++runs),
    )
    const events = workflow((at) => count(at, undefined)).stream()
    await delay(1)
    expect(runs).toBe(0)
    for await (const _ of events);
    expect(runs).toBe(1)
  })

  it("cancels the execution when it is left early, and waits for the cleanup", async () => {
    const log: Array<string> = []
    const tidy = step(
      "tidy",
      activity("tidy", async (_: void, { abortSignal }) => {
        await delay(10_000, undefined, { signal: abortSignal }).catch(() => delay(10))
        log.push("tidied")
      }),
    )
    const { lines, onEvent } = watched()
    for await (const event of workflow((at) => tidy(at, undefined)).stream(undefined, { onEvent })) {
      if (event.type === "step.started") break
    }
    log.push("after")
    expect(log).toEqual(["tidied", "after"])
    expect(lines.at(-1)).toBe("execution.cancelled")
  })

  it("ends with the cancellation when its signal aborts", async () => {
    const cancelling = new AbortController()
    const types: Array<string> = []
    for await (const event of workflow(() => Effect.never).stream(undefined, { signal: cancelling.signal })) {
      types.push(event.type)
      setTimeout(() => cancelling.abort(), 1)
    }
    expect(types).toEqual(["execution.started", "execution.cancelled"])
  })
})

describe("an observer that throws", () => {
  it("does not touch the execution, and its error is not lost", async () => {
    const uncaught: Array<unknown> = []
    const others = process.listeners("uncaughtException")
    process.removeAllListeners("uncaughtException")
    process.on("uncaughtException", (error) => void uncaught.push(error))
    const value = await workflow(() => Effect.succeed(1)).run(undefined, {
      onEvent: () => {
        throw new Error("observer")
      },
    })
    await delay(1)
    process.removeAllListeners("uncaughtException")
    for (const other of others) process.on("uncaughtException", other)
    expect(value).toBe(1)
    expect(uncaught).toEqual([new Error("observer"), new Error("observer")])
  })
})
