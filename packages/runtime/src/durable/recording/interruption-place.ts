import type { Entry, Payload } from "../../journal/entry.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"

/** What an interruption says of its moment, where others had been handed over that nobody had been given yet. */
interface Heard {
  /** The sequence of the last entry that had been given. */
  readonly behind: number
}

/** Keeps behind which entry an interruption was heard. */
export function encodeBehind(behind: number | undefined, format: PayloadFormat): Payload {
  if (behind === undefined) return undefined
  const heard: Heard = { behind }
  return format.encode(heard, () => "'interrupted'")
}

/**
 * Gives where an outcome stands in the order in which outcomes were heard.
 *
 * **Details**
 *
 * An interruption is heard when it is handed over to the journal, every other outcome when it is on the disk. So the one may
 * be heard before others that were handed over earlier.
 */
export function placeOf({ kind, sequence, payload }: Entry, format: PayloadFormat): number {
  if (kind !== "interrupted" || payload === undefined) return sequence
  // Only `encodeBehind` has written it.
  const { behind } = format.decode(payload, () => "'interrupted'") as Heard
  return behind + 0.5
}
