import type { Workflow, WorkflowFailure, WorkflowInput, WorkflowOutput } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import type { RunnerOf, StartedExecution } from "@millrace/runtime"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect, it } from "vitest"
import { clear, end, log } from "../desk.ts"

type AnyWorkflow = Workflow<never, unknown, unknown, unknown>

/** A runner that needs nothing any more. */
type Ready<W extends AnyWorkflow> = RunnerOf<Workflow<WorkflowInput<W>, WorkflowOutput<W>, WorkflowFailure<W>, never>>

/** One thing that happens from outside while a workflow runs. */
type Happening = (world: {
  readonly execution: StartedExecution<unknown, unknown>
  readonly clock: TestClock.TestClock
}) => Promise<void> | void

/** Runs a workflow while things happen to it, one after the other, and says how it ended and what was done. */
export type Play<W extends AnyWorkflow> = (
  input: WorkflowInput<W>,
  happenings: ReadonlyArray<Happening>,
) => Promise<{
  readonly exit: Exit.Exit<WorkflowOutput<W>, WorkflowFailure<W>>
  readonly log: ReadonlyArray<string>
}>

/** A task ends, with its name as result unless another is given. */
export const done =
  (task: string, result: string = task): Happening =>
  () =>
    end(task, Exit.succeed(result))

/** A task is refused. */
export const refused =
  (task: string, reason: string): Happening =>
  () =>
    end(task, Exit.fail(reason))

/** A message is sent to the execution, which accepts it now, though it may use it later or never. */
export const sent =
  (signal: string, payload: string): Happening =>
  ({ execution }) => {
    log.push(`send ${signal} ${payload}`)
    return execution.signal(signal, payload)
  }

/** Something happens in the world at large, of which the execution is not told. */
export const happened =
  (what: string, happen: () => void): Happening =>
  () => {
    log.push(what)
    happen()
  }

/** Time passes. */
export const passed =
  (duration: `${number} ${"minutes" | "hours"}`): Happening =>
  ({ clock }) => {
    log.push(`pass ${duration}`)
    return Effect.runPromise(clock.adjust(duration))
  }

/** Somebody begins to cancel the execution; its cleanup may take until later. */
export const cancelling: Happening = ({ execution }) => {
  log.push("cancel")
  void execution.cancel()
}

/** Describes a workflow's behaviour twice: interpreted, and as the compiler emits it. */
export function describeBoth<W extends AnyWorkflow>(
  workflow: W,
  emitted: RunnerOf<W>,
  behaviour: (play: Play<W>) => void,
): void {
  const runners: ReadonlyArray<readonly [string, unknown]> = [
    ["interpreted", interpret(workflow)],
    ["emitted", emitted],
  ]
  it(`${workflow.name} has the same plan, interpreted and emitted`, () => {
    expect(interpret(workflow).plan).toEqual(emitted.plan)
  })
  describe.each(runners)(`${workflow.name}, %s`, (_how, runner) => {
    // The workflows here need no services, which only their own types can say.
    behaviour((input, happenings) => play(runner as Ready<W>, input, happenings))
  })
}

async function play<W extends AnyWorkflow>(
  runner: Ready<W>,
  input: WorkflowInput<W>,
  happenings: ReadonlyArray<Happening>,
): ReturnType<Play<W>> {
  clear()
  return Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(TestClock.make(), (clock) =>
        Effect.promise(async () => {
          const execution = runner.provide(Layer.succeed(Clock.Clock, clock)).start(input)
          await quiet()
          for (const happen of happenings) {
            await happen({ execution, clock })
            await quiet()
          }
          const lines = [...log]
          await execution.cancel()
          return { exit: await execution.exit(), log: lines }
        }),
      ),
    ),
  )
}

/** Waits until everything that can go on by itself has. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
}
