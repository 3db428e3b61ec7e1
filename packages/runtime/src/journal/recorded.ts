import type { Entry } from "./entry.ts"
import type { ExecutionRow } from "./execution-row.ts"

/**
 * How far somebody has read what a store has recorded.
 *
 * **Details**
 *
 * Each number only ever grows, and none is given twice: not after a restart, and not after what had it was removed.
 */
export interface Place {
  /** Counts executions in the order in which they were started. */
  readonly started: number
  /** Counts entries, in the order in which they were written. */
  readonly written: number
  /** Counts the times that an execution ended or was suspended. */
  readonly settled: number
}

/** Whose something is. */
export type RecordedExecution = Pick<ExecutionRow, "id" | "workflow" | "version" | "digest" | "parent" | "startedMs">

/** Something that was recorded of an execution, and the place behind it. */
export type Recorded =
  | { readonly kind: "started"; readonly at: Place; readonly execution: RecordedExecution }
  /** The payload of one of the `valueKinds` is left out. */
  | { readonly kind: "entry"; readonly at: Place; readonly execution: RecordedExecution; readonly entry: Entry }
  /** It has ended, or was suspended, and is so still. */
  | { readonly kind: "settled"; readonly at: Place; readonly execution: ExecutionRow }

/** Which part of what was recorded is asked for. */
export interface RecordedRequest {
  /** What came behind this. @default everything */
  readonly after?: Place
  /** @default 500 */
  readonly limit?: number
}

/** Where everything begins. */
export const beginning: Place = Object.freeze({ started: 0, written: 0, settled: 0 })

/** Entries whose payloads are values, which may be large: they are left out of what was recorded. */
export const valueKinds: ReadonlyArray<string> = ["step.completed", "child.completed", "received", "undoable"]
