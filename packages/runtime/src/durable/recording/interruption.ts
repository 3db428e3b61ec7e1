import type { Entry, Payload } from "../../journal/entry.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"

/** What the entry of an interruption says. */
export interface Interruption {
  /**
   * The sequence of the last entry that had been given, where others had been handed over that nobody had been given yet.
   */
  readonly behind: number | undefined
  /** Whether it was in flight when its process died, and the life that was interrupted had not begun it again. */
  readonly isUnbegun: boolean
}

/** As it is kept: only what is not so of most. */
interface Kept {
  readonly behind?: number
  readonly isUnbegun?: true
}

/** Keeps what there is to say of an interruption. */
export function encodeInterruption({ behind, isUnbegun }: Interruption, format: PayloadFormat): Payload {
  if (behind === undefined && !isUnbegun) return undefined
  const kept: Kept = { ...(behind === undefined ? {} : { behind }), ...(isUnbegun ? { isUnbegun } : {}) }
  return format.encode(kept, () => "'interrupted'")
}

/** Gives what an earlier life has kept of an interruption. */
export function decodeInterruption({ payload }: Entry, format: PayloadFormat): Interruption {
  if (payload === undefined) return { behind: undefined, isUnbegun: false }
  // Only `encodeInterruption` has written it.
  const { behind, isUnbegun = false } = format.decode(payload, () => "'interrupted'") as Kept
  return { behind, isUnbegun }
}

/**
 * Gives where an outcome stands in the order in which outcomes were heard.
 *
 * **Details**
 *
 * An interruption is heard when it is handed over to the journal, every other outcome when it is on the disk. So the one may
 * be heard before others that were handed over earlier.
 */
export function placeOf(entry: Entry, format: PayloadFormat): number {
  if (entry.kind !== "interrupted") return entry.sequence
  const { behind } = decodeInterruption(entry, format)
  return behind === undefined ? entry.sequence : behind + 0.5
}
