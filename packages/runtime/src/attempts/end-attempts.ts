import * as Effect from "effect/Effect"
import type { AttemptWait } from "./attempt-wait.ts"

/** Ends waits that are waited for, all at once, and waits for those that listen. */
export function endAttempts(waits: Iterable<AttemptWait>): Effect.Effect<void> {
  return Effect.suspend(() => {
    const ends = Array.from(waits, (wait) => wait.end())
    return ends.reduce((all, end) => Effect.flatMap(all, () => end), Effect.void)
  })
}
