import type * as Clock from "effect/Clock"
import type { Change } from "../journal/change.ts"
import type { Payload } from "../journal/entry.ts"
import type { Journal } from "../journal/journal.ts"
import type { EntryKind } from "./entry-kinds.ts"

/** What an entry says, apart from its place and time. */
export interface NewEntry {
  readonly path: string
  readonly kind: EntryKind
  readonly fingerprint: string
  readonly payload: Payload
}

/** An entry that has been handed over. */
export interface Written {
  readonly sequence: number
  /** Resolves when it is on the disk. */
  readonly onDisk: Promise<void>
}

/** Adds entries to one execution: gives each its sequence, and hands it to the journal in the same moment. */
export class EntryWriter {
  readonly #journal: Journal
  readonly #clock: Clock.Clock
  readonly #execution: string
  readonly #digest: string
  readonly #onFailure: (failure: unknown) => void
  #sequence: number
  #isStopped = false

  constructor(
    journal: Journal,
    {
      clock,
      execution,
      digest,
      sequence,
      onFailure,
    }: {
      readonly clock: Clock.Clock
      readonly execution: string
      readonly digest: string
      /** That of the last entry there is. */
      readonly sequence: number
      /** Is told that something could not be written, and so nothing may follow. */
      readonly onFailure: (failure: unknown) => void
    },
  ) {
    this.#journal = journal
    this.#clock = clock
    this.#execution = execution
    this.#digest = digest
    this.#sequence = sequence
    this.#onFailure = onFailure
  }

  nowMs(): number {
    return this.#clock.currentTimeMillisUnsafe()
  }

  /** Adds an entry, with changes that are there when it is. */
  add(entry: NewEntry, changes: ReadonlyArray<Change> = []): Written {
    const sequence = (this.#sequence += 1)
    const added: Change = {
      kind: "entry",
      execution: this.#execution,
      entry: { ...entry, sequence, digest: this.#digest, recordedMs: this.nowMs() },
    }
    return { sequence, onDisk: this.change(changes.length === 0 ? [added] : [added, ...changes]) }
  }

  /** Writes changes behind all entries that were added before. */
  change(changes: ReadonlyArray<Change>): Promise<void> {
    // After one that failed no other may arrive: there would be a gap.
    if (this.#isStopped) return new Promise(() => undefined)
    const onDisk = this.#journal.append(changes)
    onDisk.catch((failure: unknown) => {
      this.stop()
      this.#onFailure(failure)
    })
    return onDisk
  }

  /** Writes nothing any more. */
  stop(): void {
    this.#isStopped = true
  }
}
