import type { AnyWorkflow, WorkflowFailure, WorkflowInput, WorkflowOutput } from "@millrace/plan"
import { HumanTasks, interpret } from "@millrace/runtime"
import type { EffectOptions, ExecutionEvent, HumanTasksShape, Runner } from "@millrace/runtime"
import type * as Exit from "effect/Exit"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect, it } from "vitest"
import { effects } from "./flows/activities.ts"

/** What one execution comes to: how it ended, what its activities did, and what it told. */
interface Run<W extends AnyWorkflow> {
  readonly exit: Exit.Exit<WorkflowOutput<W>, WorkflowFailure<W>>
  readonly effects: ReadonlyArray<string>
  readonly events: ReadonlyArray<string>
}

/** Runs a workflow on a clock that moves when nothing else does. */
export type RunWorkflow<W extends AnyWorkflow> = (input: WorkflowInput<W>, answers?: Answers) => Promise<Run<W>>

/** A runner that needs at most people to ask. */
interface Ready<W extends AnyWorkflow> extends Pick<Runner<WorkflowInput<W>, unknown, unknown, unknown>, "plan"> {
  readonly effect: (
    input: WorkflowInput<W>,
    options?: EffectOptions,
  ) => Effect.Effect<WorkflowOutput<W>, WorkflowFailure<W>, HumanTasks>
}

/** The answers to human tasks by path, each with how long it takes to come; a task that is not here is never answered. */
type Answers = Readonly<Record<string, { readonly answer: unknown; readonly afterMs: number }>>

/** Describes what a workflow means, for the interpreter and for the emitted runner. */
export function describeBoth<W extends AnyWorkflow>(
  workflow: W,
  emitted: Ready<W>,
  behaviour: (run: RunWorkflow<W>) => void,
): void {
  it(`${workflow.plan.name} has the same plan, interpreted and emitted`, () => {
    expect(interpret(workflow).plan).toEqual(emitted.plan)
  })
  describe(`${workflow.plan.name}, interpreted`, () => {
    const interpreted: unknown = interpret(workflow)
    // The workflows here need nobody but people to ask, which only their own types can say.
    behaviour((input, answers) => runOnTestClock(interpreted as Ready<W>, input, answers))
  })
  describe(`${workflow.plan.name}, emitted`, () => {
    behaviour((input, answers) => runOnTestClock(emitted, input, answers))
  })
}

async function runOnTestClock<W extends AnyWorkflow>(
  runner: Ready<W>,
  input: WorkflowInput<W>,
  answers: Answers = {},
): Promise<Run<W>> {
  effects.length = 0
  const events: Array<string> = []
  const onEvent = (event: ExecutionEvent): void => void events.push(eventLine(event))
  const exit = await Effect.runPromise(
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(asked(runner.effect(input, { onEvent }), answers), {
        startImmediately: true,
      })
      for (let round = 0; round < 2_000 && fiber.pollUnsafe() === undefined; round++) {
        yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
        yield* TestClock.adjust(50)
      }
      return yield* Fiber.await(fiber)
    }).pipe(Effect.provide(TestClock.layer())),
  )
  return { exit, effects: [...effects], events }
}

function asked<Value, Failure>(execution: Effect.Effect<Value, Failure, HumanTasks>, answers: Answers) {
  const tasks: HumanTasksShape = {
    ask: ({ path }) => {
      const prepared = answers[path]
      return prepared === undefined ? Effect.never : Effect.delay(Effect.succeed(prepared.answer), prepared.afterMs)
    },
  }
  return Effect.provideService(execution, HumanTasks, tasks)
}

function eventLine(event: ExecutionEvent): string {
  const { execution: _e, workflow: _w, version: _v, digest: _d, time: _t, type, path, ...facts } = event
  return [type, path, ...Object.entries(facts).map(([key, value]) => `${key}=${JSON.stringify(value)}`)]
    .join(" ")
    .trim()
}
