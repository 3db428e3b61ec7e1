import * as Effect from "effect/Effect"

/**
 * How a repetition that never waits lets timers, cancellation and other executions have their turn: after so many
 * rounds in a row it yields.
 */
export const breathe: { readonly every: number; readonly effect: Effect.Effect<void> } = {
  every: 1_000,
  effect: Effect.yieldNow,
}
