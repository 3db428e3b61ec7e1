import { DeadlineExceeded, StepTimeout, WorkflowTimeout } from "@millrace/runtime"
import { activity, runner, step, timeLimit, withPolicies } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

const slow = activity("slow", (delay: number) => Effect.as(Effect.sleep(delay), "done"))

describe("the timeout of a step", () => {
  it.effect("lets an attempt pass that ends in time", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(
        workflow((at) => step("slow", slow, withPolicies({ timeout: 1_000 }))(at, 999)).effect(),
      )
      yield* TestClock.adjust("999 millis")
      expect(fiber.pollUnsafe()).toEqual(Exit.succeed("done"))
    }),
  )

  it.effect("fails an attempt that takes longer, and says which and how long", () =>
    Effect.gen(function* () {
      const { lines, onEvent } = watched()
      const fiber = yield* Effect.forkChild(
        workflow((at) => step("slow", slow, withPolicies({ timeout: 1_000 }))(at, 5_000)).effect(undefined, {
          onEvent,
        }),
      )
      yield* TestClock.adjust("1 second")
      const failure = new StepTimeout({ path: "slow", attempt: 1, timeoutMs: 1_000 })
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(failure))
      expect(failure.message).toBe("attempt 1 of step 'slow' took longer than its timeout of 1000 ms")
      expect(lines).toEqual([
        "execution.started",
        "step.started slow",
        "step.failed slow (StepTimeout)",
        "execution.failed (StepTimeout)",
      ])
    }),
  )

  it.effect("counts for each attempt anew, and is retried", () =>
    Effect.gen(function* () {
      const slowAtFirst = activity("slow", (_: void, { attempt }) =>
        Effect.as(Effect.sleep(attempt === 1 ? 5_000 : 900), attempt),
      )
      const slowStep = step("slow", slowAtFirst, withPolicies({ timeout: 1_000, retry: { initialInterval: 100 } }))
      const fiber = yield* Effect.forkChild(workflow((at) => slowStep(at, undefined)).effect())
      yield* TestClock.adjust("2 seconds")
      expect(fiber.pollUnsafe()).toEqual(Exit.succeed(2))
    }),
  )

  it.effect("comes from the activity when the step has none", () =>
    Effect.gen(function* () {
      const own = activity("slow", { timeout: "2 seconds", run: () => Effect.sleep("1 minute") })
      const fiber = yield* Effect.forkChild(workflow((at) => step("slow", own, withPolicies())(at, undefined)).effect())
      yield* TestClock.adjust("2 seconds")
      expect(yield* Fiber.await(fiber)).toEqual(
        Exit.fail(new StepTimeout({ path: "slow", attempt: 1, timeoutMs: 2_000 })),
      )
    }),
  )

  it.effect("waits for the cleanup of what it interrupts", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const tidy = activity("tidy", () =>
        Effect.onInterrupt(Effect.never, () =>
          Effect.andThen(
            Effect.sleep("3 seconds"),
            Effect.sync(() => log.push("tidied")),
          ),
        ),
      )
      const fiber = yield* Effect.forkChild(
        workflow(function* (at) {
          const exit = yield* Effect.exit(step("tidy", tidy, withPolicies({ timeout: 1_000 }))(at, undefined))
          log.push("after")
          return exit
        }).effect(),
      )
      yield* TestClock.adjust("3 seconds")
      expect(log).toEqual([])
      yield* TestClock.adjust("1 second")
      yield* Fiber.join(fiber)
      expect(log).toEqual(["tidied", "after"])
    }),
  )
})

describe("the deadline of a step", () => {
  it.effect("covers all attempts and the waits between them", () =>
    Effect.gen(function* () {
      const { lines, onEvent } = watched()
      const slowStep = step(
        "slow",
        slow,
        withPolicies({
          deadline: 3_500,
          timeout: 1_000,
          retry: { maximumAttempts: 9, initialInterval: 1_000, backoffCoefficient: 1 },
        }),
      )
      const fiber = yield* Effect.forkChild(workflow((at) => slowStep(at, 5_000)).effect(undefined, { onEvent }))
      yield* TestClock.adjust("1 minute")
      const failure = new DeadlineExceeded({ path: "slow", deadlineMs: 3_500 })
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(failure))
      expect(failure.message).toBe("step 'slow' took longer than its deadline of 3500 ms")
      expect(lines).toEqual([
        "execution.started",
        "step.started slow",
        "step.retrying slow after 1000 (StepTimeout)",
        "step.started slow #2",
        "step.retrying slow #2 after 1000 (StepTimeout)",
        "step.failed slow #2 (DeadlineExceeded)",
        "execution.failed (DeadlineExceeded)",
      ])
    }),
  )
})

describe("the timeout of a workflow", () => {
  const timed = runner({
    plan: { name: "timed", digest: "0123456789abcdef", steps: [] },
    timeout: timeLimit(1_000),
    *body(at) {
      return yield* step("slow", slow)(at, 5_000)
    },
  })

  it.effect("fails the execution after its steps were cancelled", () =>
    Effect.gen(function* () {
      const { lines, onEvent } = watched()
      const fiber = yield* Effect.forkChild(timed.effect(undefined, { onEvent }))
      yield* TestClock.adjust("1 second")
      const failure = new WorkflowTimeout({ workflow: "timed", timeoutMs: 1_000 })
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(failure))
      expect(failure.message).toBe("workflow 'timed' took longer than its timeout of 1000 ms")
      expect(lines).toEqual([
        "execution.started",
        "step.started slow",
        "step.cancelled slow",
        "execution.timed-out (WorkflowTimeout)",
      ])
    }),
  )

  it("leaves no timer behind when the body has ended", async () => {
    const quick = runner({
      plan: { name: "quick", digest: "0123456789abcdef", steps: [] },
      timeout: timeLimit(1_000_000),
      *body(at) {
        return yield* step(
          "now",
          activity("now", async () => 1),
        )(at, undefined)
      },
    })
    const timers = () => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length
    const before = timers()
    expect(await quick.run()).toBe(1)
    expect(timers()).toBe(before)
  })
})
