import type { Payload } from "./entry.ts"

/** What an execution can wait for without a process. */
export type WaitKind = "timer" | "signal" | "human" | "webhook"

/** Something that an execution waits for. */
export interface Wait {
  /** The step that waits; it waits for one thing of a kind at a time. */
  readonly path: string
  readonly kind: WaitKind
  /** When the execution goes on even if nothing comes, in milliseconds since 1970. */
  readonly dueMs: number | undefined
  /** What whoever looks at it is told. */
  readonly details: Payload
  readonly openedMs: number
}

/** A wait, and whose it is. */
export interface OpenWait extends Wait {
  readonly execution: string
}
