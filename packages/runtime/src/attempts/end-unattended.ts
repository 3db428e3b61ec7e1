import * as Effect from "effect/Effect"
import { endAttempts } from "./end-attempts.ts"
import type { Position } from "../runner/position.ts"

/**
 * Ends the attempts inside a position that have begun without anybody waiting for them, because their activity has
 * cancelled its own execution: what they use must still be there, and what they have done is undone first.
 */
export function endUnattended(within: Position): Effect.Effect<void> {
  return Effect.suspend(() => endAttempts([...within.execution.unattended].filter(({ at }) => isInside(at, within))))
}

function isInside(at: Position, within: Position): boolean {
  for (let each: Position | undefined = at; each !== undefined; each = each.parent) {
    if (each === within) return true
  }
  return false
}
