import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { inCharge } from "../runner/block-wait.ts"
import { isExit } from "../runner/ready.ts"

/**
 * Fails an effect that takes longer than `limitMs`, after it was interrupted and has cleaned up.
 *
 * **Details**
 *
 * What has ended already is given back as it is, and no timer is made.
 */
export function limitTime<Value, Failure, Requirements, LimitFailure>(
  effect: Effect.Effect<Value, Failure, Requirements>,
  limitMs: number | undefined,
  failure: () => LimitFailure,
): Effect.Effect<Value, Failure | LimitFailure, Requirements> {
  if (limitMs === undefined || isExit(effect)) return effect
  return Effect.timeoutOrElse(inCharge(effect), { duration: limitMs, orElse: () => Exit.fail(failure()) })
}
