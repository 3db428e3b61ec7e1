import type { Concurrency } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { atOnce } from "./at-once.ts"

/**
 * Works on so many items at once, begun in their order, and gives their values in it.
 *
 * **Gotchas**
 *
 * Whoever calls `begin` takes charge of what the item waits for.
 */
export function eachAtOnce<Value, Failure, Requirements>(
  length: number,
  begin: (index: number) => Effect.Effect<Value, Failure, Requirements>,
  concurrency: Concurrency,
): Effect.Effect<ReadonlyArray<Value>, Failure, Requirements> {
  let index = 0
  const next = (): number | undefined => (index < length ? index++ : undefined)
  // Its value are the values that `begin` has given, and it fails with what one of them failed with.
  return atOnce({ length, next, begin }, concurrency) as Effect.Effect<ReadonlyArray<Value>, Failure, Requirements>
}
