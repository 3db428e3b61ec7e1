import type { Entry } from "../../journal/entry.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"

/** What a retry has taken back. */
export interface Retried {
  /** The sequences of entries that count no more. */
  readonly again: ReadonlyArray<number>
}

/**
 * Gives the entries that count: all but those that a retry has taken back, and the retries themselves.
 *
 * **Details**
 *
 * What has been taken back stays in the journal for people to see, and every later life leaves out the same.
 */
export function countingEntries(entries: ReadonlyArray<Entry>, format: PayloadFormat): ReadonlyArray<Entry> {
  const retries = entries.filter(isRetry)
  if (retries.length === 0) return entries
  // Only `planRetry` writes them.
  const gone = new Set(retries.flatMap(({ payload }) => (format.decode(payload, () => "retry") as Retried).again))
  return entries.filter((entry) => !isRetry(entry) && !gone.has(entry.sequence))
}

/** Gives when an execution began, or was retried last. */
export function begunMs(entries: ReadonlyArray<Entry>, startedMs: number): number {
  return entries.findLast(isRetry)?.recordedMs ?? startedMs
}

function isRetry({ kind }: Entry): boolean {
  return kind === "retried"
}
