import type { AnyActivity } from "@millrace/plan"
import * as Effect from "effect/Effect"
import { isExit } from "../runner/ready.ts"
import type { ActivityChecks } from "./with-schemas.ts"
import type { Attempt } from "./attempt.ts"
import { EffectWait } from "./effect-wait.ts"
import { causeOutcome, thrownOutcome } from "./outcome.ts"
import { output, thenAtOnce } from "./output.ts"
import { PromiseWait } from "./promise-wait.ts"

/** An activity as a step calls it, with its schemas compiled. */
export interface CompiledActivity extends ActivityChecks {
  readonly activity: AnyActivity
}

/**
 * Calls an activity once, at once.
 *
 * **Details**
 *
 * The Effect is an `Exit` when the activity returned a plain value or threw. Otherwise it is an `AttemptWait`: for the
 * promise, or for the Effect, that the activity returned.
 */
export function runAttempt(
  compiled: CompiledActivity,
  attempt: Attempt,
  input: unknown,
): Effect.Effect<unknown, unknown, unknown> {
  if (compiled.checkInput === undefined) return call(compiled, attempt, input)
  return thenAtOnce(compiled.checkInput(attempt, input), (valid) => call(compiled, attempt, valid))
}

function call(compiled: CompiledActivity, attempt: Attempt, input: unknown): Effect.Effect<unknown, unknown, unknown> {
  const { activity } = compiled
  let returned: unknown
  try {
    // A live plan pairs an activity only with mappings that give its input; the type is erased by then.
    returned = activity.run(input as never, attempt)
  } catch (thrown) {
    return thrownOutcome(activity, attempt, thrown)
  }
  if (returned === null || (typeof returned !== "object" && typeof returned !== "function")) {
    return output(compiled, attempt, returned)
  }
  if (isEffect(returned)) return runEffect(compiled, attempt, returned)
  if (isPromiseLike(returned)) return new PromiseWait(returned, attempt, compiled)
  return output(compiled, attempt, returned)
}

/** The same as effect's own guard, but to read a property is quicker where all kinds of values come. */
function isEffect(value: object): value is Effect.Effect<unknown, unknown, unknown> {
  return (value as { readonly [Effect.TypeId]?: unknown })[Effect.TypeId] !== undefined
}

function runEffect(
  compiled: CompiledActivity,
  attempt: Attempt,
  effect: Effect.Effect<unknown, unknown, unknown>,
): Effect.Effect<unknown, unknown, unknown> {
  if (isExit(effect)) {
    return effect._tag === "Success"
      ? output(compiled, attempt, effect.value)
      : causeOutcome(compiled.activity, attempt, effect.cause)
  }
  const traced = attempt.at.execution.recorder?.traced
  const made = traced === undefined ? effect : traced(effect, attempt.path)
  const wait = new EffectWait(made, attempt, compiled)
  // Whoever is told of the success is told inside of the Effect, where no interruption comes between.
  return attempt.succeeded === undefined ? wait : wait.attend()
}

function isPromiseLike(value: object): value is PromiseLike<unknown> {
  return typeof (value as { readonly then?: unknown }).then === "function"
}
