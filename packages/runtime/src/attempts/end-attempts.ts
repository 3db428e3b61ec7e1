import * as Effect from "effect/Effect"
import type { Attempt } from "./attempt.ts"

/** Ends attempts, all at once, and waits for those that listen. */
export function endAttempts(attempts: Iterable<Attempt>): Effect.Effect<void> {
  return Effect.suspend(() => {
    const ends = Array.from(attempts, (attempt) => attempt.end())
    return ends.reduce((all, end) => Effect.flatMap(all, () => end), Effect.void)
  })
}
