import type { Change } from "../change.ts"

/** A write that is about to be made. */
export interface WriteFacts {
  /** Counts the writes of one opening, from 1. */
  readonly number: number
  readonly operation: "start" | "append" | "accept" | "claim" | "forget" | "note"
  /** What an `append` writes. */
  readonly changes: ReadonlyArray<Change>
}

/**
 * What happens to a write instead of succeeding.
 *
 * **Details**
 *
 * `fail` writes nothing and rejects. `delay` writes later, and all after it wait. `drop` writes, and the acknowledgement
 * never comes. `crash` is the end of the process as the store sees it, before or after the write: neither this write nor
 * any later one is answered, or arrives.
 */
export type Fault =
  | { readonly kind: "fail"; readonly error: Error }
  | { readonly kind: "delay"; readonly delayMs: number }
  | { readonly kind: "drop" }
  | { readonly kind: "crash"; readonly when: "before" | "after" }

/** Decides what happens to a write; `undefined` lets it be. */
export type FaultHook = (write: WriteFacts) => Fault | undefined
