import * as Effect from "effect/Effect"
import type { Unattended } from "../runner/execution.ts"

/** Ends what nobody waits for, all of it at once; then waits for each, whatever became of the others. */
export function endAttempts(waits: Iterable<Unattended>): Effect.Effect<void> {
  return Effect.suspend(() => {
    const ends = Array.from(waits, (wait) => wait.end())
    return ends.reduce((all, end) => Effect.ensuring(all, end), Effect.void)
  })
}
