import * as Effect from "effect/Effect"
import type { Unattended } from "../runner/execution.ts"

/** Ends waits that are waited for, all at once, and waits for those that listen. */
export function endAttempts(waits: Iterable<Unattended>): Effect.Effect<void> {
  return Effect.suspend(() => {
    const ends = Array.from(waits, (wait) => wait.end())
    return ends.reduce((all, end) => Effect.flatMap(all, () => end), Effect.void)
  })
}
