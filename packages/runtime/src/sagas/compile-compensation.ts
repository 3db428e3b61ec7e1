import { activity } from "@millrace/plan"
import type { AnyActivity, RetryPolicy } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { knownChecks } from "../attempts/known-checks.ts"
import { runAttempts } from "../policies/attempts.ts"
import type { CompiledStep } from "../policies/attempts.ts"
import { optionalMillis } from "../policies/policy-millis.ts"
import { compileRetry } from "../policies/retry.ts"
import type { CompiledRetry } from "../policies/retry.ts"
import { blockPosition } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import type { Compensation } from "./saga-log.ts"

/** A step whose activity has succeeded. */
export interface FinishedStep {
  readonly at: Position
  readonly name: string
  readonly path: string
  readonly input: unknown
  readonly output: unknown
  /** Its place in the order of all that can be undone, where that is recorded. */
  readonly order: number | undefined
  /** Gives the input of the step's own compensation from the step's output. */
  readonly undo: ((output: unknown) => unknown) | undefined
}

/** Makes the compensation of a step that has finished. */
export type CompiledCompensation = (finished: FinishedStep) => Compensation

/**
 * Compiles how a step is undone: by its own `compensate`, else by its activity's.
 *
 * **Details**
 *
 * The compensation is made with attempts of its own, by the policies of the activity that it calls, at
 * `<step>.compensate`.
 */
export function compileCompensation(
  done: AnyActivity,
  { compensate, defaultRetry }: { readonly compensate?: AnyActivity; readonly defaultRetry?: RetryPolicy },
): CompiledCompensation | undefined {
  const called = compensate ?? ownCompensation(done)
  if (called === undefined) return undefined
  const step: CompiledStep = {
    name: "compensate",
    activity: called,
    ...knownChecks(called),
    retry: retryOf(called.retry ?? defaultRetry),
    timeoutMs: optionalMillis(called.timeout),
    deadlineMs: undefined,
    isCompensation: true,
  }
  const inputOf = compensate === undefined ? ownInput : mappedInput
  return (finished) => {
    const { at, name, path, order } = finished
    const input = inputOf(finished)
    const undo = (): Effect.Effect<unknown, unknown, unknown> => {
      const { recorder } = at.execution
      const life = { step, at: blockPosition(at, name), input: input(), attempt: 0 }
      return recorder === undefined ? runAttempts(life) : recorder.step(life, runAttempts)
    }
    return { path, activity: called.name, order, undo }
  }
}

/** The activity's own compensation is given what the activity was, and what it gave. */
function ownInput({ input, output }: FinishedStep): () => unknown {
  return () => ({ input, output })
}

/** Apart from the other, so that the input of the step is not kept for it. */
function mappedInput({ undo, output }: FinishedStep): () => unknown {
  return () => undo?.(output)
}

/** Nobody handles what a compensation fails with, so whatever it is is worth another attempt, where there are any. */
function retryOf(policy: RetryPolicy | undefined): CompiledRetry | undefined {
  return compileRetry(policy && { ...policy, retryDefects: true })
}

/** The `compensate` of an activity, as an activity with the same policies. */
function ownCompensation({ name, compensate, retry, timeout }: AnyActivity): AnyActivity | undefined {
  if (compensate === undefined) return undefined
  const undo: AnyActivity = activity(name, (done: never, context) => compensate(done, context))
  return { ...undo, retry, timeout }
}
