import * as Effect from "effect/Effect"
import { isExit, ready } from "../runner/ready.ts"
import type { Attempt } from "./attempt.ts"
import type { CompiledActivity } from "./run-attempt.ts"

/** Validates what an activity gave, and tells who has to know that the attempt has succeeded. */
export function output(compiled: CompiledActivity, attempt: Attempt, value: unknown): Effect.Effect<unknown, unknown> {
  const { checkOutput } = compiled
  if (checkOutput === undefined && attempt.succeeded === undefined) return ready(value)
  const checked = checkOutput === undefined ? ready(value) : checkOutput(attempt, value)
  return thenAtOnce(checked, (valid) => {
    attempt.succeeded?.(valid)
    return ready(valid)
  })
}

/** Goes on with a value at once where it is there. */
export function thenAtOnce<Failure, Requirements>(
  effect: Effect.Effect<unknown, unknown>,
  proceed: (value: unknown) => Effect.Effect<unknown, Failure, Requirements>,
): Effect.Effect<unknown, unknown, Requirements> {
  if (!isExit(effect)) return Effect.flatMap(effect, proceed)
  return effect._tag === "Success" ? proceed(effect.value) : effect
}
