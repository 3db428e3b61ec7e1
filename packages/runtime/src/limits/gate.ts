import * as Effect from "effect/Effect"
import type * as Semaphore from "effect/Semaphore"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Lets something begin when there is room for it. */
export type Gate = (begin: () => AnyEffect) => AnyEffect

/** Lets so many be inside at once as there are permits. */
export function permitGate(permits: Semaphore.Semaphore): Gate {
  return (begin) => permits.withPermits(1)(Effect.suspend(begin))
}
