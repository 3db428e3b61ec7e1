import type { AnyWorkflow } from "@millrace/plan"
import type { ExecutionEvent } from "@millrace/runtime"
import { HumanTasks, interpret } from "@millrace/runtime"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"

/** What somebody outside sees of one execution, ids and times aside. */
export interface ObservedRun {
  readonly ending: unknown
  readonly events: ReadonlyArray<unknown>
}

/** A runner as these tests use it: any input, and at most people to ask. */
export interface TestedRunner {
  readonly effect: (
    input: unknown,
    options: { readonly onEvent: (event: ExecutionEvent) => void; readonly executionId: string },
  ) => Effect.Effect<unknown, unknown, HumanTasks>
}

/** Makes the interpreter's runner of a workflow. */
export function interpreted(workflow: AnyWorkflow): TestedRunner {
  // The tests give inputs of every kind, wrong ones too; services are provided to all of them.
  return interpret(workflow) as unknown as TestedRunner
}

/** Runs once and gives what can be seen. */
export async function observeRun(
  runner: TestedRunner,
  input: unknown,
  answers: Readonly<Record<string, unknown>>,
): Promise<ObservedRun> {
  const events: Array<unknown> = []
  const onEvent = ({ time: _time, ...event }: ExecutionEvent): void => {
    events.push("durationMs" in event ? { ...event, durationMs: 0 } : event)
  }
  const execution = runner.effect(input, { onEvent, executionId: "test" })
  const tasks = Layer.succeed(HumanTasks, {
    ask: ({ name }) => (name in answers ? Effect.succeed(answers[name]) : Effect.never),
  })
  const exit = await Effect.runPromiseExit(Effect.provide(execution, tasks))
  return { ending: endingOf(exit), events }
}

function endingOf(exit: Exit.Exit<unknown, unknown>): unknown {
  if (exit._tag === "Success") return { value: exit.value }
  const error = Cause.squash(exit.cause)
  return {
    isFailure: Cause.hasFails(exit.cause),
    name: error instanceof Error ? error.name : typeof error,
    error: String(error),
  }
}
