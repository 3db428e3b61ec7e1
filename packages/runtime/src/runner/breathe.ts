import * as Effect from "effect/Effect"

/**
 * How a repetition that never waits lets timers, cancellation and other executions have their turn: after so many
 * rounds in a row it yields. `count` says how often that has been done: somebody is at work without being seen to wait.
 */
export const breathe: { readonly every: number; readonly effect: Effect.Effect<void>; count: number } = {
  every: 1_000,
  effect: Effect.suspend(() => {
    breathe.count += 1
    return Effect.yieldNow
  }),
  count: 0,
}
