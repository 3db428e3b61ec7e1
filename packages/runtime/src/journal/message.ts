import type { Payload } from "./entry.ts"
import type { ExecutionHistory } from "./execution-row.ts"
import type { WaitKind } from "./wait.ts"

/** Something that somebody outside sends to an execution. */
export interface Message {
  /** Two messages with one id are the same when their digest is. */
  readonly id: string
  /** What kind of wait it is for. */
  readonly kind: Exclude<WaitKind, "timer">
  /** Which wait it is for: the path of a step, or the name of a signal. */
  readonly address: string
  readonly payload: Payload
  readonly digest: string
  /** Who sent it. */
  readonly source: string
  readonly receivedMs: number
}

/** What becomes of a message: it is kept, was known, or comes too late or to nobody. */
export type Acceptance =
  /**
   * It wakes the execution that it is for, or that runs it as its child, or as one of that. If that waited, and was claimed
   * in the same write, `claimed` is all there is of it.
   */
  | { readonly kind: "accepted"; readonly root: string; readonly claimed?: ExecutionHistory }
  | { readonly kind: "known"; readonly message: Message; readonly isTaken: boolean }
  | { readonly kind: "ended" }
  /** It would answer a wait that is not open. */
  | { readonly kind: "closed" }
  | { readonly kind: "unknown" }
