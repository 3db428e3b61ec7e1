import { activity, resource } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"

/** Somebody who waits for the notes to come to something. */
interface Reader {
  readonly isContent: (notes: ReadonlyArray<string>) => boolean
  readonly wake: () => void
}

/** Where the branches of one execution leave notes for each other, and wait for them. */
export class Board {
  readonly #notes: Array<string> = []
  readonly #readers = new Set<Reader>()

  has(note: string): boolean {
    return this.#notes.includes(note)
  }

  post(note: string): void {
    this.#notes.push(note)
    for (const reader of this.#readers) {
      if (!reader.isContent(this.#notes)) continue
      this.#readers.delete(reader)
      reader.wake()
    }
  }

  /** Waits until the notes are what the reader waits for, and gives those there are then. */
  until(isContent: Reader["isContent"]): Effect.Effect<ReadonlyArray<string>> {
    return Effect.callback((resume) => {
      if (isContent(this.#notes)) return resume(Effect.succeed([...this.#notes]))
      const reader: Reader = { isContent, wake: () => resume(Effect.succeed([...this.#notes])) }
      this.#readers.add(reader)
      return Effect.sync(() => this.#readers.delete(reader))
    })
  }
}

/** A board that lives as long as the block that uses it. */
export const board = resource("board", { acquire: () => new Board(), release: () => undefined })

interface Note {
  readonly board: Board
  readonly note: string
}

/** Leaves a note. */
export const post = activity("post", ({ board, note }: Note) => {
  board.post(note)
  return note
})

/** Says whether a note has been left. */
export const isPosted = activity("is-posted", ({ board, note }: Note) => board.has(note))

/** Waits for a note. */
export const untilPosted = activity("until-posted", ({ board, note }: Note) =>
  Effect.as(
    board.until((notes) => notes.includes(note)),
    note,
  ),
)

/** Waits for a number of notes, and gives them. */
export const untilNotes = activity(
  "until-notes",
  ({ board, count }: { readonly board: Board; readonly count: number }) =>
    board.until((notes) => notes.length >= count),
)
