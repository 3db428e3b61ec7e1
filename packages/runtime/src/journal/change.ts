import type { Entry, Payload } from "./entry.ts"
import type { ExecutionStatus } from "./execution-row.ts"
import type { Wait, WaitKind } from "./wait.ts"

/** One thing to write about an execution that has been started. */
export type Change =
  | { readonly kind: "entry"; readonly execution: string; readonly entry: Entry }
  | { readonly kind: "wait"; readonly execution: string; readonly wait: Wait }
  | { readonly kind: "wait-end"; readonly execution: string; readonly path: string; readonly wait: WaitKind }
  /** A message has been taken, and is kept only to know it again. */
  | { readonly kind: "message-taken"; readonly execution: string; readonly message: string }
  | {
      readonly kind: "status"
      readonly execution: string
      readonly status: ExecutionStatus
      /** What it has to be so far; otherwise it stays as it is. @default any */
      readonly from?: ExecutionStatus
      readonly reason?: string
      readonly result?: Payload
      readonly atMs: number
    }
