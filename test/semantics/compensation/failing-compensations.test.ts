import { flow } from "@millrace/dsl"
import {
  ActivityDefect,
  cleanupFailures,
  CompensationFailed,
  ExecutionCancelled,
  WorkflowTimeout,
} from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { Refused, books, booksForGood, fails, works } from "../activities.ts"
import { bothOf } from "../running/both.ts"
import { meaningOf } from "../running/meaning.ts"

export const failing = flow("failing", { timeout: "1 minute", input: Schema.Struct({ restMs: Schema.Number }) })
  .saga("trip", (b) =>
    b
      .step("one", books, () => 10)
      .step("two", booksForGood, () => 10)
      .step("three", books, () => 10)
      .step("four", booksForGood, () => 10)
      .step("rest", works, ({ input }) => input.restMs)
      .step("bad", fails, () => 0),
  )
  .returns(() => "booked")

const run = await meaningOf(failing, import.meta.filename)
const both = await bothOf(failing, import.meta.filename)

const order = [
  "trip.four.compensate breaks",
  "trip.three.compensate undoes",
  "trip.two.compensate breaks",
  "trip.one.compensate undoes",
]
const problems = ["trip.four", "trip.two"].map((path) => {
  const activity = "books-for-good"
  const problem = `failed with an undeclared error: ${path}.compensate`
  const cause = new RangeError(`${path}.compensate`)
  const defect = new ActivityDefect({ activity, path: `${path}.compensate`, attempt: 1, problem, cause })
  return new CompensationFailed({ path, activity, problem: defect.message, cause: defect })
})

it("run all the same, and are attached to the first error, which stays what it is", async () => {
  const { exit, effects, events } = await run({ restMs: 10 })
  expect(exit).toEqual(Exit.fail(new Refused({ by: "trip.bad" })))
  expect(effects.slice(-4)).toEqual(order)
  expect(cleanupFailures(Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined)).toEqual(problems)
  expect(events.slice(-9).map((event) => event.split(" ").slice(1, 3).join(" "))).toEqual([
    "compensation.started trip.four",
    "compensation.failed trip.four",
    "compensation.started trip.three",
    "compensation.completed trip.three",
    "compensation.started trip.two",
    "compensation.failed trip.two",
    "compensation.started trip.one",
    "compensation.completed trip.one",
    "execution.failed durationMs=50",
  ])
})

it("are attached to the timeout of the workflow", async () => {
  const { exit, effects } = await run({ restMs: 120_000 })
  expect(exit).toEqual(Exit.fail(new WorkflowTimeout({ workflow: "failing", timeoutMs: 60_000 })))
  expect(effects.slice(-4)).toEqual(order)
  expect(cleanupFailures(Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined)).toEqual(problems)
})

it("are attached to the cancellation", async () => {
  const { error, failures } = await both(async (runner, { time }) => {
    const execution = runner.provide(time.layer).start({ restMs: 120_000 }, { executionId: "e" })
    await time.goTo(100)
    let isCancelled = false
    void execution.cancel().then(() => (isCancelled = true))
    await time.goUntil(() => isCancelled)
    const error: unknown = await execution.result().catch((thrown: unknown) => thrown)
    return { error, failures: cleanupFailures(error) }
  })
  expect(error).toEqual(new ExecutionCancelled({ workflow: "failing", execution: "e" }))
  expect(failures).toEqual(problems)
})
