import type { Activity, AnyActivity, DeadlineExceeded, RetryPolicy, StepTimeout } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import { Attempt } from "../attempts/attempt.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import { observeStep } from "../events/observe-step.ts"
import { runAttempts } from "../policies/attempts.ts"
import type { CompiledStep } from "../policies/attempts.ts"
import { optionalMillis } from "../policies/policy-millis.ts"
import { compileRetry } from "../policies/retry.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { validatorOf } from "../schemas/checker.ts"
import { asResult } from "./summary.ts"

/** The policies of a step. */
export interface StepOptions {
  /** @default the activity's own, else `defaultRetry`, else a single attempt */
  readonly retry?: RetryPolicy
  /** How long one attempt may take, in milliseconds. @default the activity's own */
  readonly timeout?: number
  /** How long all attempts with the waits between them may take, in milliseconds. */
  readonly deadline?: number
  /** The workflow's retry policy, for an activity that has none. */
  readonly defaultRetry?: RetryPolicy
  /** `"continue"` makes the value a `Result`, and a typed failure after all attempts part of it. */
  readonly onFailure?: "continue"
}

/** The failures that the policies of a step bring in. */
export type PolicyFailure<Options> =
  | (Options extends { readonly timeout: number } ? StepTimeout : never)
  | (Options extends { readonly deadline: number } ? DeadlineExceeded : never)

/** The function of a step with these options. */
export type StepWith<Input, Output, Failure, Requirements, Options> = Options extends { readonly onFailure: "continue" }
  ? StepFunction<Input, Result.Result<Output, Failure>, never, Requirements>
  : StepFunction<Input, Output, Failure, Requirements>

/** Runs a step at a position with its input. */
export type StepFunction<Input, Output, Failure, Requirements> = (
  at: Position,
  input: Input,
) => Effect.Effect<Output, Failure, Requirements>

type AnyStep = StepFunction<unknown, unknown, unknown, unknown>

/**
 * Compiles a step once, and gives the function that runs it.
 *
 * **Details**
 *
 * The activity is called when the function is, not when its Effect runs: one that returns a plain value costs a call,
 * and its Effect is an `Exit`.
 *
 * **Gotchas**
 *
 * The Effect stands for the one call that was made, so it can be run only once.
 *
 * **Example**
 *
 * ```ts
 * const readStep = step("read", readMetadata, { timeout: 30_000 })
 *
 * const metadata = yield* readStep(at, { path: input.path })
 * ```
 *
 * @since 0.1.0
 */
export function step<Input, Output, Failure, Requirements, const Options extends StepOptions = Record<never, never>>(
  name: string,
  activity: Activity<Input, Output, Failure, Requirements>,
  options?: Options,
): StepWith<Input, Output, Failure | PolicyFailure<Options>, Requirements, Options>
export function step(name: string, activity: AnyActivity, options: StepOptions = {}): AnyStep {
  const compiled: CompiledStep = {
    name,
    activity,
    checkInput: activity.input && validatorOf(activity.input),
    checkOutput: activity.output && validatorOf(activity.output),
    retry: compileRetry(options.retry ?? activity.retry ?? options.defaultRetry),
    timeoutMs: options.timeout ?? optionalMillis(activity.timeout),
    deadlineMs: options.deadline,
  }
  const isPlain = compiled.retry === undefined && compiled.timeoutMs === undefined && compiled.deadlineMs === undefined
  const run: AnyStep = (at, input) => {
    const { observer, permits } = at.execution
    if (observer !== undefined) {
      return observeStep(runAttempts, { step: compiled, at, input, attempt: 0 }, { observer, path: stepPath(at, name) })
    }
    if (isPlain && permits === undefined) return runAttempt(compiled, new Attempt(at, name, 1), input)
    return runAttempts({ step: compiled, at, input, attempt: 0 })
  }
  return options.onFailure === "continue" ? (at, input) => asResult(run(at, input)) : run
}

/** Says that a step whose `when` is false is skipped. */
export function skipStep(at: Position, name: string): undefined {
  at.execution.observer?.emit(stepPath(at, name), { type: "step.skipped" })
  return undefined
}
