import type { Activity, AnyActivity, DeadlineExceeded, Pool, RateLimit, RetryPolicy, StepTimeout } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type * as Result from "effect/Result"
import { Attempt } from "../attempts/attempt.ts"
import { attend } from "../attempts/attempt-wait.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import { inputKey } from "../caches/cache-key.ts"
import type { StepCache } from "../caches/step-cache.ts"
import { observeStep } from "../events/observe-step.ts"
import { placesOf } from "../limits/pools.ts"
import { windowOf } from "../limits/rate-windows.ts"
import { runAttempts } from "../policies/attempts.ts"
import type { CompiledStep, StepLife } from "../policies/attempts.ts"
import { optionalMillis } from "../policies/policy-millis.ts"
import { compileRetry } from "../policies/retry.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { compileCompensation } from "../sagas/compile-compensation.ts"
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
  /** Undoes the step inside a saga, with what `undo` gives. @default the activity's own `compensate` */
  readonly compensate?: AnyActivity
  readonly pool?: Pool
  readonly rateLimit?: RateLimit
  readonly cache?: StepCache
}

/** The failures that the policies of a step bring in. */
export type PolicyFailure<Options> =
  | (Options extends { readonly timeout: number } ? StepTimeout : never)
  | (Options extends { readonly deadline: number } ? DeadlineExceeded : never)

/** The function of a step with these options. */
export type StepWith<Input, Output, Failure, Requirements, Options> = Options extends { readonly onFailure: "continue" }
  ? StepFunction<Input, Result.Result<Output, Failure>, never, Requirements, StepExtras<Output, Options>>
  : StepFunction<Input, Output, Failure, Requirements, StepExtras<Output, Options>>

/** What a call of a step is given beside its input: how to undo it, and what its result is kept under. */
export type StepExtras<Output, Options> = Options extends {
  readonly compensate: Activity<infer Undone, infer _O, infer _F, infer _R>
}
  ? [extras: { readonly undo: (output: Output) => Undone } & CacheExtra<Options>]
  : Options extends { readonly cache: StepCache }
    ? [extras?: CacheExtra<Options>]
    : []

type CacheExtra<Options> = Options extends { readonly cache: StepCache } ? { readonly cacheKey?: string } : unknown

/** The services that the compensation of a step needs. */
export type UndoRequirements<Options> = Options extends {
  readonly compensate: Activity<infer _I, infer _O, infer _F, infer Requirements>
}
  ? Requirements
  : never

/** Runs a step at a position with its input; one that takes nothing may be given anything. */
export type StepFunction<Input, Output, Failure, Requirements, Extras extends ReadonlyArray<unknown> = []> = (
  at: Position,
  input: [Input] extends [void] ? unknown : Input,
  ...extras: Extras
) => Effect.Effect<Output, Failure, Requirements>

/** What a step is given beside its input, whatever its types. */
export interface AnyExtras {
  readonly undo?: (output: unknown) => unknown
  readonly cacheKey?: string
}

type AnyStep = (at: Position, input: unknown, extras?: AnyExtras) => Effect.Effect<unknown, unknown, unknown>

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
): StepWith<Input, Output, Failure | PolicyFailure<Options>, Requirements | UndoRequirements<Options>, Options>
export function step(name: string, activity: AnyActivity, options?: StepOptions): AnyStep {
  return untypedStep(name, activity, options)
}

/** The same for an activity whose types are not known here. */
export function untypedStep(name: string, activity: AnyActivity, options: StepOptions = {}): AnyStep {
  const compiled = compileStep(name, activity, options)
  const { retry, timeoutMs, deadlineMs, places, window, compensation } = compiled
  const isPlain = [retry, timeoutMs, deadlineMs, places, window, compensation].every((policy) => policy === undefined)
  const attempted: AnyStep = (at, input, extras) => {
    const { observer, permits } = at.execution
    if (observer === undefined && isPlain && permits === undefined) {
      return runAttempt(compiled, new Attempt(at, name, 1), input)
    }
    const undo = extras?.undo
    const life: StepLife = { step: compiled, at, input, attempt: 0, ...(undo === undefined ? {} : { undo }) }
    if (observer === undefined) return runAttempts(life)
    return observeStep(runAttempts, life, { observer, path: stepPath(at, name) })
  }
  const run = options.cache === undefined ? attempted : cachedStep(name, options.cache, attempted)
  return options.onFailure === "continue" ? (at, input, extras) => asResult(attend(run(at, input, extras))) : run
}

function compileStep(name: string, activity: AnyActivity, options: StepOptions): CompiledStep {
  const { pool, rateLimit } = options
  const compensation = compileCompensation(activity, options)
  return {
    name,
    activity,
    checkInput: activity.input && validatorOf(activity.input),
    checkOutput: activity.output && validatorOf(activity.output),
    retry: compileRetry(options.retry ?? activity.retry ?? options.defaultRetry),
    timeoutMs: options.timeout ?? optionalMillis(activity.timeout),
    deadlineMs: options.deadline,
    ...(pool === undefined ? {} : { places: placesOf(pool) }),
    ...(rateLimit === undefined ? {} : { window: windowOf(rateLimit) }),
    ...(compensation === undefined ? {} : { compensation }),
  }
}

/** A result that is kept is given without an attempt; only successes are kept. */
function cachedStep(name: string, cache: StepCache, run: AnyStep): AnyStep {
  return (at, input, extras) =>
    Effect.suspend(() => {
      const path = (): string => stepPath(at, name)
      const key = extras?.cacheKey ?? inputKey(input, path)
      return Effect.flatMap(cache.get(key), (found) => {
        if (Option.isNone(found)) {
          return Effect.flatMap(attend(run(at, input, extras)), (value) => Effect.as(cache.set(key, value), value))
        }
        at.execution.observer?.emit(path(), { type: "step.completed", attempt: 0, durationMs: 0, cached: true })
        return Exit.succeed(found.value)
      })
    })
}

/** Says that a step whose `when` is false is skipped. */
export function skipStep(at: Position, name: string): undefined {
  at.execution.observer?.emit(stepPath(at, name), { type: "step.skipped" })
  return undefined
}
