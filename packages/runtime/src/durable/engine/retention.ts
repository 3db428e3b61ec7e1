import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { EngineParts } from "../engine-parts.ts"
import { EngineOptionInvalid } from "../failures/engine-option-invalid.ts"

/** How many executions are forgotten in one write, which others wait for. */
const batch = 100
const hourMs = 3_600_000

/** Reads how long executions are kept, in milliseconds. */
export function retentionOf(retention: Duration.Input | undefined): number | undefined {
  if (retention === undefined) return undefined
  const problem = "has to be a duration, as '30 days'"
  const duration = Option.map(Duration.fromInput(retention), Duration.toMillis)
  if (Option.isSome(duration) && duration.value >= 0 && Number.isFinite(duration.value)) return duration.value
  throw new EngineOptionInvalid({ option: "retention", problem })
}

/**
 * Forgets what ended longer ago, a few at a time, and says when to look again.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 9. a journal holds no more than what goes on and what ended within its retention.
 */
export async function forgetOld({ journal, clock }: EngineParts, retentionMs: number): Promise<number> {
  for (;;) {
    const nowMs = clock.currentTimeMillisUnsafe()
    const gone = await journal.forget({ endedBeforeMs: nowMs - retentionMs, limit: batch })
    if (gone < batch) return nowMs + Math.min(hourMs, Math.max(1_000, retentionMs / 10))
    // Whoever wants to write comes in between.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
