import type { Journal } from "../../journal/journal.ts"

/** Who is told how a journal writes. */
export interface JournalMeter {
  /** How long a write took, from when it was handed over until it was on the disk. */
  readonly onWrite: (durationMs: number) => void
  /** How many writes reached the disk at once. */
  readonly onCommit: (writes: number) => void
}

/** Gives a journal that tells how it writes, whatever store it is. */
export function measuredJournal(journal: Journal, { onWrite, onCommit }: JournalMeter): Journal {
  let written = 0
  const tell = (): void => {
    onCommit(written)
    written = 0
  }
  const measured = <Answer>(write: Promise<Answer>): Promise<Answer> => {
    const beganMs = performance.now()
    write.then(
      () => {
        onWrite(performance.now() - beganMs)
        // What one transaction has made durable is told of before anything else can happen.
        if (written === 0) setImmediate(tell)
        written += 1
        return undefined
      },
      () => undefined,
    )
    return write
  }
  return {
    ...journal,
    start: (...given) => measured(journal.start(...given)),
    append: (...given) => measured(journal.append(...given)),
    accept: (...given) => measured(journal.accept(...given)),
    claim: (...given) => measured(journal.claim(...given)),
  }
}
