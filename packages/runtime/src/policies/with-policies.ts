import type { AnyActivity, RetryPolicy } from "@millrace/plan"
import { Attempt } from "../attempts/attempt.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import type { CompiledActivity } from "../attempts/run-attempt.ts"
import type { StepCache } from "../caches/step-cache.ts"
import type { Gate } from "../limits/gate.ts"
import { inCharge } from "../runner/block-wait.ts"
import type { Position } from "../runner/position.ts"
import { compileCompensation } from "../sagas/compile-compensation.ts"
import type { AnyExtras, AnyStep } from "../verbs/step.ts"
import { asResult } from "../verbs/summary.ts"
import { observedAttempts } from "./observed-attempts.ts"
import type { CompiledStep, StepLife } from "./attempts.ts"
import { optionalMillis } from "./policy-millis.ts"
import { compileRetry } from "./retry.ts"

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
  /** Undoes the step inside a saga, with what `undo` gives. @default the activity's own `compensate` */
  readonly compensate?: AnyActivity
  /** The pool in which an attempt takes a place. */
  readonly pool?: Gate
  /** The rate limit for whose turns an attempt waits. */
  readonly rateLimit?: Gate
  readonly cache?: StepCache
}

/** A step that calls its activity, before it has policies. */
export interface CalledStep extends CompiledActivity {
  readonly name: string
}

/** How attempts of a step are made. */
export interface StepPolicies<Options = StepOptions> {
  readonly options: Options
  readonly stepOf: (called: CalledStep) => AnyStep
}

/**
 * Says how attempts of a step are made: by these options, else by those of its activity.
 *
 * **Example**
 *
 * ```ts
 * const askStep = step("ask", discount, withPolicies({ retry: { maximumAttempts: 3 }, timeout: 30_000 }))
 * ```
 *
 * @since 0.1.0
 */
export function withPolicies<const Options extends StepOptions = Record<never, never>>(
  options?: Options,
): StepPolicies<Options>
export function withPolicies(options: StepOptions = {}): StepPolicies {
  return { options, stepOf: (called) => stepWith(called, options) }
}

function stepWith(called: CalledStep, options: StepOptions): AnyStep {
  const compiled = compileStep(called, options)
  const { name, retry, timeoutMs, deadlineMs, places, window, compensation } = compiled
  const { cache } = options
  const isPlain = [retry, timeoutMs, deadlineMs, places, window, compensation].every((policy) => policy === undefined)
  const attempted: AnyStep = (at, input, extras) => {
    const { recorder, isPlain: isUntouched } = at.execution
    if (isPlain && isUntouched) return runAttempt(compiled, new Attempt(at, name, 1), input)
    const life = lifeOf(compiled, at, input, extras)
    // What is kept by a cache is recorded whether it was made or found.
    return recorder === undefined || cache !== undefined
      ? observedAttempts(life)
      : recorder.step(life, observedAttempts)
  }
  const run = cache === undefined ? attempted : recordedStep(compiled, cache.stepOf(name, attempted))
  return options.onFailure === "continue" ? (at, input, extras) => asResult(inCharge(run(at, input, extras))) : run
}

function recordedStep(compiled: CompiledStep, run: AnyStep): AnyStep {
  return (at, input, extras) => {
    const { recorder } = at.execution
    if (recorder === undefined) return run(at, input, extras)
    return recorder.step(lifeOf(compiled, at, input, extras), () => run(at, input, extras))
  }
}

function lifeOf(step: CompiledStep, at: Position, input: unknown, extras: AnyExtras | undefined): StepLife {
  return { step, at, input, undo: extras?.undo, attempt: 0 }
}

function compileStep(called: CalledStep, options: StepOptions): CompiledStep {
  const { activity } = called
  const { pool, rateLimit } = options
  const compensation = compileCompensation(activity, options)
  return {
    ...called,
    retry: compileRetry(options.retry ?? activity.retry ?? options.defaultRetry),
    timeoutMs: options.timeout ?? optionalMillis(activity.timeout),
    deadlineMs: options.deadline,
    ...(pool === undefined ? {} : { places: pool }),
    ...(rateLimit === undefined ? {} : { window: rateLimit }),
    ...(compensation === undefined ? {} : { compensation }),
  }
}
