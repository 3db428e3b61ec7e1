import type * as Effect from "effect/Effect"
import { thenGive, thenProceed } from "../runner/block-wait.ts"
import { ready } from "../runner/ready.ts"

/**
 * Runs one thing after another, in a block of no more than the two.
 *
 * **Example**
 *
 * ```ts
 * const { user } = yield* parallel(at, {
 *   user: (at) => andThen(findStep(at, { id }), (found) => readStep(at, { path: found.path })),
 * })
 * ```
 *
 * @since 0.1.0
 */
export function andThen<Value, Failure, Requirements, Next, NextFailure, NextRequirements>(
  first: Effect.Effect<Value, Failure, Requirements>,
  next: (value: Value) => Effect.Effect<Next, NextFailure, NextRequirements>,
): Effect.Effect<Next, Failure | NextFailure, Requirements | NextRequirements>
export function andThen(
  first: Effect.Effect<unknown, unknown, unknown>,
  next: (value: unknown) => Effect.Effect<unknown, unknown, unknown>,
): Effect.Effect<unknown, unknown, unknown> {
  let hasBegun = false
  return thenProceed(first, (value) => {
    // What `next` waits for is the end: it comes back with its value.
    if (hasBegun) return ready(value)
    hasBegun = true
    return next(value)
  })
}

/**
 * Gives something else for the value of what is run, in a block of no more than that.
 *
 * **Example**
 *
 * ```ts
 * const names = yield* forEach(at, "names", ids, (at, item) => give(findStep(at, { id: item }), (found) => found.name))
 * ```
 *
 * @since 0.1.0
 */
export function give<Value, Failure, Requirements, Given>(
  effect: Effect.Effect<Value, Failure, Requirements>,
  value: (value: Value) => Given,
): Effect.Effect<Given, Failure, Requirements> {
  return thenGive(effect, value)
}
