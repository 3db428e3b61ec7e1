import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { isExit } from "./ready.ts"

/** Gives the exit of an effect that has ended before it was run, or `undefined` when there is something left to run. */
export function settled<Value, Failure, Requirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
): Exit.Exit<Value, Failure> | undefined {
  // An effect that is an exit has the value and failure of the effect; the guard of effect forgets them.
  return isExit(effect) ? (effect as Exit.Exit<Value, Failure>) : undefined
}
