import type * as Clock from "effect/Clock"
import type { Change } from "../../journal/change.ts"
import type { Payload } from "../../journal/entry.ts"
import type { Journal } from "../../journal/journal.ts"
import type { EntryKind } from "./entry-kinds.ts"

/** What an entry says, apart from its place and time. */
export interface NewEntry {
  readonly path: string
  readonly kind: EntryKind
  readonly fingerprint: string
  readonly payload: Payload
}

/** Somebody who wants to know that something is on the disk. */
export interface Told {
  readonly written: () => void
}

/** Adds entries to one execution: gives each its sequence, and hands it to the journal in the same moment. */
export class EntryWriter {
  readonly #journal: Journal
  readonly #clock: Clock.Clock
  readonly #execution: string
  readonly #digest: string
  readonly #onFailure: (failure: unknown) => void
  #sequence: number
  /** Who has not been told, in the order in which their entries were handed over. */
  readonly #untold: Array<Told> = []
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

  /**
   * Adds an entry with changes that are there when it is, and gives its sequence. `beganMs` is when what it ends began.
   */
  add(
    { path, kind, fingerprint, payload }: NewEntry,
    beganMs: number | undefined,
    told?: Told,
    changes?: ReadonlyArray<Change>,
  ): number {
    const sequence = (this.#sequence += 1)
    const recordedMs = this.nowMs()
    const added: Change = {
      kind: "entry",
      execution: this.#execution,
      entry: { sequence, path, kind, fingerprint, digest: this.#digest, payload, beganMs, recordedMs },
    }
    this.change(changes === undefined ? [added] : [added, ...changes], told)
    return sequence
  }

  /** Writes changes behind all entries that were added before. */
  change(changes: ReadonlyArray<Change>, told?: Told): void {
    // After one that failed no other may arrive: there would be a gap.
    if (this.#isStopped) return
    if (told === undefined) return void this.#journal.append(changes).catch(this.#failed)
    this.#untold.push(told)
    this.#journal.append(changes).then(() => this.#written(told), this.#failed)
  }

  /** What was handed over before something that is on the disk is there too, whether or not the journal has said so. */
  #written(told: Told): void {
    const index = this.#untold.indexOf(told)
    for (const each of this.#untold.splice(0, index + 1)) each.written()
  }

  /** Writes the last change, if there is one, and nothing after it. */
  async end(change?: Change): Promise<void> {
    const written = change === undefined || this.#isStopped ? undefined : this.#journal.append([change])
    this.stop()
    try {
      await written
    } catch (failure) {
      this.#onFailure(failure)
      throw failure
    }
  }

  readonly #failed = (failure: unknown): void => {
    this.stop()
    this.#onFailure(failure)
  }

  /** Writes nothing any more. */
  stop(): void {
    this.#isStopped = true
  }
}
