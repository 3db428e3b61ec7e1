import type { AnyActivity } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Attempt } from "./attempt.ts"
import type { ActivityChecks } from "./with-schemas.ts"
import { causeOutcome, thrownOutcome } from "./outcome.ts"
import { isExit, ready } from "../runner/ready.ts"
import { PromiseWait } from "./promise-wait.ts"
import type { PromiseOutcome } from "./promise-wait.ts"

/** An activity as a step calls it, with its schemas compiled. */
export interface CompiledActivity extends ActivityChecks {
  readonly activity: AnyActivity
}

/**
 * Calls an activity once, at once.
 *
 * **Details**
 *
 * The Effect is an `Exit` when the activity returned a plain value or threw. Otherwise it waits for the promise, or runs
 * the Effect, that the activity returned.
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
  if (Effect.isEffect(returned)) return runEffect(compiled, attempt, returned)
  if (isPromiseLike(returned)) {
    const wait = new PromiseWait(returned, attempt, compiled, promiseOutcome)
    attempt.wait = wait
    return wait
  }
  return output(compiled, attempt, returned)
}

const promiseOutcome: PromiseOutcome = {
  fulfilled: output,
  rejected: ({ activity }, attempt, reason) => thrownOutcome(activity, attempt, reason),
}

function runEffect(
  compiled: CompiledActivity,
  attempt: Attempt,
  effect: Effect.Effect<unknown, unknown, unknown>,
): Effect.Effect<unknown, unknown, unknown> {
  if (Exit.isExit(effect)) {
    return effect._tag === "Success"
      ? output(compiled, attempt, effect.value)
      : causeOutcome(compiled.activity, attempt, effect.cause)
  }
  const outcome = Effect.catchCause(effect, (cause) => causeOutcome(compiled.activity, attempt, cause))
  const ended = Effect.onExit(outcome, (exit) =>
    exit._tag === "Failure" && Cause.hasInterrupts(exit.cause) ? attempt.end() : Effect.void,
  )
  if (attempt.succeeded !== undefined) {
    // No interruption comes between the success and whoever is told of it.
    return Effect.uninterruptibleMask((restore) =>
      Effect.flatMap(restore(ended), (value) => output(compiled, attempt, value)),
    )
  }
  return compiled.checkOutput === undefined ? ended : Effect.flatMap(ended, (value) => output(compiled, attempt, value))
}

function output(compiled: CompiledActivity, attempt: Attempt, value: unknown): Effect.Effect<unknown, unknown> {
  const { checkOutput } = compiled
  if (checkOutput === undefined && attempt.succeeded === undefined) return ready(value)
  const checked = checkOutput === undefined ? ready(value) : checkOutput(attempt, value)
  return thenAtOnce(checked, (valid) => {
    attempt.succeeded?.(valid)
    return ready(valid)
  })
}

/** Goes on with a value at once where it is there. */
function thenAtOnce<Failure, Requirements>(
  effect: Effect.Effect<unknown, unknown>,
  proceed: (value: unknown) => Effect.Effect<unknown, Failure, Requirements>,
): Effect.Effect<unknown, unknown, Requirements> {
  if (!isExit(effect)) return Effect.flatMap(effect, proceed)
  return effect._tag === "Success" ? proceed(effect.value) : effect
}

function isPromiseLike(value: object): value is PromiseLike<unknown> {
  return "then" in value && typeof value.then === "function"
}
