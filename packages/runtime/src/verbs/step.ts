import type { Activity, AnyActivity, DeadlineExceeded, StepTimeout } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import type * as Result from "effect/Result"
import { Attempt } from "../attempts/attempt.ts"
import { hasBecome, knownChecks } from "../attempts/known-checks.ts"
import type { ActivityChecks } from "../attempts/with-schemas.ts"
import { runAttempt } from "../attempts/run-attempt.ts"
import type { StepCache } from "../caches/step-cache.ts"
import { observeStep } from "../events/observe-step.ts"
import { noteDeclared } from "../failures/declared-failures.ts"
import type { CalledStep, StepOptions, StepPolicies } from "../policies/with-policies.ts"
import { inCharge } from "../runner/block-wait.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { skipBranch } from "./branch.ts"

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

/** A step whose types are not known. */
export type AnyStep = (at: Position, input: unknown, extras?: AnyExtras) => Effect.Effect<unknown, unknown, unknown>

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
 * const readStep = step("read", readMetadata, withPolicies({ timeout: 30_000 }))
 *
 * const metadata = yield* readStep(at, { path: input.path })
 * ```
 *
 * @since 0.1.0
 */
export function step<Input, Output, Failure, Requirements, const Options extends StepOptions = Record<never, never>>(
  name: string,
  activity: Activity<Input, Output, Failure, Requirements>,
  policies?: StepPolicies<Options>,
): StepWith<Input, Output, Failure | PolicyFailure<Options>, Requirements | UndoRequirements<Options>, Options>
export function step(name: string, activity: AnyActivity & ActivityChecks, policies?: StepPolicies): AnyStep {
  noteDeclared(activity)
  const { checkInput, checkOutput } = knownChecks(activity)
  const called: CalledStep = { name, activity, checkInput, checkOutput }
  if (policies !== undefined) return policies.stepOf(called)
  const policy = (["retry", "timeout", "compensate"] as const).find((name) => activity[name] !== undefined)
  if (policy !== undefined) throw hasBecome(activity, policy)
  return (at, input) => {
    const { recorder, isPlain } = at.execution
    if (isPlain) return runAttempt(called, new Attempt(at, name, 1), input)
    const life: SingleAttempt = { step: called, at, input, attempt: 0 }
    return recorder === undefined ? observedAttempt(life) : recorder.step(life, observedAttempt)
  }
}

/** The one attempt of a step without policies, which takes a permit of its workflow where that has a limit. */
interface SingleAttempt {
  readonly step: CalledStep
  readonly at: Position
  readonly input: unknown
  attempt: number
}

function observedAttempt(life: SingleAttempt): Effect.Effect<unknown, unknown, unknown> {
  const { observer } = life.at.execution
  if (observer === undefined) return singleAttempt(life)
  return observeStep(singleAttempt, life, { observer, path: stepPath(life.at, life.step.name) })
}

function singleAttempt(life: SingleAttempt): Effect.Effect<unknown, unknown, unknown> {
  const { permits } = life.at.execution
  return permits === undefined ? beginAttempt(life) : permits(() => inCharge(beginAttempt(life)))
}

function beginAttempt(life: SingleAttempt): Effect.Effect<unknown, unknown, unknown> {
  const { step, at, input } = life
  life.attempt = 1
  at.execution.observer?.emit(stepPath(at, step.name), {
    type: "step.started",
    attempt: 1,
    activity: step.activity.name,
  })
  return runAttempt(step, new Attempt(at, step.name, 1), input)
}

/** Says that a step whose `when` is false is skipped. */
export function skipStep(at: Position, name: string): undefined {
  skipBranch(at, name)
  return undefined
}
