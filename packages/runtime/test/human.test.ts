import { DeadlineExceeded, HumanTasks, InvalidAnswer } from "@millrace/runtime"
import type { HumanTask } from "@millrace/runtime"
import { activity, human, step } from "@millrace/runtime/runner"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { watched, workflow } from "./watched.ts"

const Form = Schema.Struct({ approved: Schema.Boolean, amount: Schema.NumberFromString })
const review = human("review", { form: Form, assignees: ["ada"], deadline: 60_000 })
const answering = (answer: unknown, after = 0) =>
  Layer.succeed(HumanTasks, { ask: () => Effect.delay(Effect.succeed(answer), after) })

describe("human", () => {
  it("asks with what the person needs to know, and gives the decoded answer", async () => {
    const asked: Array<HumanTask> = []
    const asking = Layer.succeed(HumanTasks, {
      ask: (task) => {
        asked.push(task)
        return Effect.succeed({ approved: true, amount: "12" })
      },
    })
    const answer = await workflow((at) => review(at, { invoice: 7 }))
      .provide(asking)
      .run(undefined, { executionId: "e-1" })
    expect(answer).toEqual({ approved: true, amount: 12 })
    const task = asked[0]
    if (task === undefined) throw new Error("nobody was asked")
    const { id, workflow: name, version } = task.execution
    expect({ ...task, execution: { id, name, version }, check: undefined }).toEqual({
      path: "review",
      name: "review",
      form: Form,
      show: { invoice: 7 },
      assignees: ["ada"],
      deadlineMs: 60_000,
      execution: { id: "e-1", name: "test", version: undefined },
      check: undefined,
    })
    expect(Effect.runSync(task.check({ approved: "maybe", amount: "12" }))).toEqual([
      { path: ["approved"], message: 'expected boolean, found "maybe"' },
    ])
    expect(Effect.runSync(task.check({ approved: true, amount: "12" }))).toEqual([])
  })

  it("fails with an answer that does not fit the form, and names the path", async () => {
    const failure = await workflow((at) => review(at))
      .provide(answering({ approved: 1, amount: "12" }))
      .run()
      .catch((error: unknown) => error)
    expect(failure).toEqual(
      new InvalidAnswer({ path: "review", issues: [{ path: ["approved"], message: "expected boolean, found 1" }] }),
    )
    expect(failure).toMatchObject({
      message: "the answer to 'review' does not fit its form: answer.approved: expected boolean, found 1",
    })
  })

  it.effect("tells that it waits for a person", () =>
    Effect.gen(function* () {
      const { lines, events, onEvent } = watched()
      const answered = workflow((at) => review(at)).provide(answering({ approved: true, amount: "1" }, 2_000))
      const fiber = yield* Effect.forkChild(answered.effect(undefined, { onEvent }))
      yield* TestClock.adjust("2 seconds")
      expect(yield* Fiber.join(fiber)).toEqual({ approved: true, amount: 1 })
      expect(lines).toEqual([
        "execution.started",
        "step.started review",
        "task.opened review",
        "step.waiting review",
        "task.completed review",
        "step.completed review",
        "execution.completed",
      ])
      expect(events[2]).toMatchObject({ assignees: ["ada"], deadlineMs: 60_000 })
      expect(events[4]).toMatchObject({ durationMs: 2_000 })
    }),
  )

  it.effect("fails when the answer does not come in time", () =>
    Effect.gen(function* () {
      const late = workflow((at) => review(at)).provide(answering({}, 100_000))
      const fiber = yield* Effect.forkChild(late.effect())
      yield* TestClock.adjust("60 seconds")
      expect(yield* Fiber.await(fiber)).toEqual(Exit.fail(new DeadlineExceeded({ path: "review", deadlineMs: 60_000 })))
    }),
  )

  it.effect("runs its escalation instead when it has one", () =>
    Effect.gen(function* () {
      const { lines, onEvent } = watched()
      const escalate = step(
        "escalate",
        activity("escalate", () => "escalated" as const),
      )
      const late = workflow((at) => review(at, undefined, (at) => escalate(at, undefined))).provide(
        answering({}, 100_000),
      )
      const fiber = yield* Effect.forkChild(late.effect(undefined, { onEvent }))
      yield* TestClock.adjust("60 seconds")
      expect(yield* Fiber.join(fiber)).toBe("escalated")
      expect(lines).toEqual([
        "execution.started",
        "step.started review",
        "task.opened review",
        "step.waiting review",
        "branch.taken review -> onDeadline",
        "step.started review.onDeadline.escalate",
        "step.completed review.onDeadline.escalate",
        "step.completed review",
        "execution.completed",
      ])
    }),
  )

  it.effect("takes the question back when the execution is cancelled", () =>
    Effect.gen(function* () {
      const log: Array<string> = []
      const { lines, onEvent } = watched()
      const never = Layer.succeed(HumanTasks, {
        ask: () => Effect.onInterrupt(Effect.never, () => Effect.sync(() => log.push("taken back"))),
      })
      const fiber = yield* Effect.forkChild(
        workflow((at) => review(at))
          .provide(never)
          .effect(undefined, { onEvent }),
      )
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(fiber)
      expect(log).toEqual(["taken back"])
      expect(lines.slice(-2)).toEqual(["step.cancelled review", "execution.cancelled"])
    }),
  )

  it("cannot be run before somebody can be asked", () => {
    const unprovided = workflow((at) => review(at))
    // @ts-expect-error the workflow still needs HumanTasks
    const run = () => unprovided.run()
    expect(run).toBeTypeOf("function")
  })
})
