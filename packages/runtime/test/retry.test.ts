import type { RetryPolicy } from "@millrace/plan"
import { activity, step, withPolicies } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

class Unavailable extends Data.TaggedError("Unavailable")<{ readonly attempt: number }> {}
class Refused extends Data.TaggedError("Refused") {}

/** An activity that fails a number of times, and then gives the attempt that succeeded. */
function flaky(failures: number, fail: (attempt: number) => unknown = (attempt) => new Unavailable({ attempt })) {
  return activity("flaky", {
    errors: [Unavailable, Refused],
    run: (_: void, { attempt }) => {
      if (attempt <= failures) throw fail(attempt)
      return attempt
    },
  })
}

describe("a retry policy", () => {
  it.effect("repeats a typed failure after growing waits, up to the longest one", () =>
    Effect.gen(function* () {
      const { lines, onEvent } = watched()
      const retry: RetryPolicy = {
        maximumAttempts: 6,
        initialInterval: "1 second",
        backoffCoefficient: 3,
        maximumInterval: "10 seconds",
      }
      const flakyStep = step("flaky", flaky(5), withPolicies({ retry }))
      const fiber = yield* Effect.forkChild(workflow((at) => flakyStep(at, undefined)).effect(undefined, { onEvent }))
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.join(fiber)).toBe(6)
      expect(lines).toEqual([
        "execution.started",
        "step.started flaky",
        "step.retrying flaky after 1000 (Unavailable)",
        "step.started flaky #2",
        "step.retrying flaky #2 after 3000 (Unavailable)",
        "step.started flaky #3",
        "step.retrying flaky #3 after 9000 (Unavailable)",
        "step.started flaky #4",
        "step.retrying flaky #4 after 10000 (Unavailable)",
        "step.started flaky #5",
        "step.retrying flaky #5 after 10000 (Unavailable)",
        "step.started flaky #6",
        "step.completed flaky #6",
        "execution.completed",
      ])
    }),
  )

  it.effect("waits exactly as long as it says", () =>
    Effect.gen(function* () {
      const flakyStep = step("flaky", flaky(1), withPolicies({ retry: { initialInterval: "2 seconds" } }))
      const fiber = yield* Effect.forkChild(workflow((at) => flakyStep(at, undefined)).effect())
      yield* TestClock.adjust("1999 millis")
      expect(fiber.pollUnsafe()).toBeUndefined()
      yield* TestClock.adjust("1 millis")
      expect(fiber.pollUnsafe()).toEqual(Exit.succeed(2))
    }),
  )

  it.effect("makes three attempts when it says nothing else, and fails with the last failure", () =>
    Effect.gen(function* () {
      const flakyStep = step("flaky", flaky(9), withPolicies({ retry: {} }))
      const fiber = yield* Effect.forkChild(workflow((at) => flakyStep(at, undefined)).effect())
      yield* TestClock.adjust("3 seconds")
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(new Unavailable({ attempt: 3 })))
    }),
  )

  it.effect("makes one attempt where there is no policy", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(workflow((at) => step("flaky", flaky(9))(at, undefined)).effect())
      expect(exit).toEqual(Exit.fail(new Unavailable({ attempt: 1 })))
    }),
  )

  it.effect("ends at once at a failure whose tag is not retryable", () =>
    Effect.gen(function* () {
      const refusing = flaky(9, (attempt) => (attempt === 1 ? new Unavailable({ attempt }) : new Refused()))
      const retry: RetryPolicy = { maximumAttempts: 9, initialInterval: 1, nonRetryable: ["Refused"] }
      const fiber = yield* Effect.forkChild(
        workflow((at) => step("flaky", refusing, withPolicies({ retry }))(at, undefined)).effect(),
      )
      yield* TestClock.adjust("1 minute")
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(new Refused()))
    }),
  )

  it.effect("does not repeat a defect", () =>
    Effect.gen(function* () {
      const { lines, onEvent } = watched()
      const broken = flaky(9, () => new TypeError("boom"))
      const retry: RetryPolicy = { maximumAttempts: 9 }
      yield* Effect.exit(
        workflow((at) => step("s", broken, withPolicies({ retry }))(at, undefined)).effect(undefined, { onEvent }),
      )
      expect(lines).toEqual([
        "execution.started",
        "step.started s",
        "step.failed s (ActivityDefect)",
        "execution.failed (ActivityDefect)",
      ])
    }),
  )

  it.effect("repeats a defect when it says so", () =>
    Effect.gen(function* () {
      const broken = flaky(1, () => new TypeError("boom"))
      const retry: RetryPolicy = { retryDefects: true }
      const fiber = yield* Effect.forkChild(
        workflow((at) => step("s", broken, withPolicies({ retry }))(at, undefined)).effect(),
      )
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toBe(2)
    }),
  )

  it.effect("moves waits by at most the share it calls jitter", () =>
    Effect.gen(function* () {
      const delays: Array<number> = []
      const retry: RetryPolicy = { maximumAttempts: 200, initialInterval: 1_000, backoffCoefficient: 1, jitter: 0.2 }
      const fiber = yield* Effect.forkChild(
        workflow((at) => step("s", flaky(199), withPolicies({ retry }))(at, undefined)).effect(undefined, {
          onEvent: (event) => {
            if (event.type === "step.retrying") delays.push(event.delayMs)
          },
        }),
      )
      yield* TestClock.adjust("1 hour")
      expect(yield* Fiber.join(fiber)).toBe(200)
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(800)
      expect(Math.min(...delays)).toBeLessThan(850)
      expect(Math.max(...delays)).toBeLessThanOrEqual(1200)
      expect(Math.max(...delays)).toBeGreaterThan(1150)
    }).pipe(Random.withSeed("jitter")),
  )

  it.effect("works for rejected promises and failing Effects alike", () =>
    Effect.gen(function* () {
      for (const fail of [
        (attempt: number) => Promise.reject(new Unavailable({ attempt })),
        (attempt: number) => Effect.fail(new Unavailable({ attempt })),
        (attempt: number) => Effect.delay(Effect.fail(new Unavailable({ attempt })), 1),
      ]) {
        const flakyActivity = activity("flaky", {
          errors: [Unavailable],
          run: (_: void, { attempt }): Promise<number> | Effect.Effect<number, Unavailable> =>
            attempt < 3 ? fail(attempt) : Effect.succeed(attempt),
        })
        const flakyStep = step("s", flakyActivity, withPolicies({ retry: { initialInterval: 1_000 } }))
        const fiber = yield* Effect.forkChild(workflow((at) => flakyStep(at, undefined)).effect())
        for (let second = 0; second < 10; second++) {
          yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
          yield* TestClock.adjust("1 second")
        }
        expect(yield* Fiber.join(fiber)).toBe(3)
      }
    }),
  )

  it.effect("is the step's, else the activity's, else the workflow's", () =>
    Effect.gen(function* () {
      const own = activity("own", {
        errors: [Unavailable],
        retry: { maximumAttempts: 2, initialInterval: 0 },
        run: (_: void, { attempt }): number => {
          throw new Unavailable({ attempt })
        },
      })
      const defaultRetry: RetryPolicy = { maximumAttempts: 4, initialInterval: 0 }
      const ofStep = step("s", own, withPolicies({ retry: { maximumAttempts: 3, initialInterval: 0 }, defaultRetry }))
      const ofActivity = step("s", own, withPolicies({ defaultRetry }))
      const ofWorkflow = step("s", flaky(9), withPolicies({ defaultRetry }))
      const attempts: Array<unknown> = []
      for (const each of [ofStep, ofActivity, ofWorkflow]) {
        attempts.push(yield* Effect.exit(workflow((at) => each(at, undefined)).effect()))
      }
      expect(attempts).toEqual([3, 2, 4].map((attempt) => Exit.fail(new Unavailable({ attempt }))))
    }),
  )

  it("makes ten thousand attempts without a deep stack", async () => {
    const flakyStep = step("s", flaky(9_999), withPolicies({ retry: { maximumAttempts: 10_000, initialInterval: 0 } }))
    expect(await workflow((at) => flakyStep(at, undefined)).run()).toBe(10_000)
  })

  it("refuses a duration that is none", () => {
    // A compiled workflow cannot hold one; a JavaScript author can.
    const retry = { initialInterval: "soon" } as unknown as RetryPolicy
    expect(() => step("s", flaky(1), withPolicies({ retry }))).toThrow("'soon' is not a duration, such as '5 minutes'")
  })
})
