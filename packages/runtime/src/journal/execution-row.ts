import type { Entry, Payload } from "./entry.ts"
import type { Message } from "./message.ts"
import type { Wait } from "./wait.ts"

/**
 * Where an execution stands.
 *
 * **Details**
 *
 * `ready` can go on and waits for its turn, `running` has been claimed, `waiting` has registered what it waits for,
 * `suspended` goes on only when somebody says so, for its `reason`. The others are ends.
 */
export type ExecutionStatus =
  | "ready"
  | "running"
  | "waiting"
  | "suspended"
  | "completed"
  | "failed"
  | "timed-out"
  | "cancelled"

/** The ways in which an execution is over. */
export const ends: ReadonlySet<ExecutionStatus> = new Set(["completed", "failed", "timed-out", "cancelled"])

/** An execution that somebody starts. */
export interface NewExecution {
  readonly id: string
  readonly workflow: string
  readonly version: string | undefined
  /** The digest of the plan. */
  readonly digest: string
  /** The id of the execution that this one is a child of. */
  readonly parent: string | undefined
  /** Of those that are ready, the one with the higher number goes first. */
  readonly priority: number
  readonly input: Payload
  /** What replaces values of the workflow's `vars`. */
  readonly vars?: Payload
  /** Of input and `vars`: two starts with one id are the same when this is. */
  readonly inputDigest: string
  readonly startedMs: number
}

/** An execution as a journal keeps it, without its entries. */
export interface ExecutionRow extends NewExecution {
  readonly status: ExecutionStatus
  /** Why it is suspended. */
  readonly reason: string | undefined
  /** What it has come to. */
  readonly result: Payload
  /** Who runs it, or ran it last. */
  readonly owner: string | undefined
  /** When its status changed last. */
  readonly changedMs: number
}

/** Gives a new execution as a journal keeps it: ready, or claimed at once by an owner. */
export function startedRow(execution: NewExecution, owner: string | undefined): ExecutionRow {
  return {
    ...execution,
    status: owner === undefined ? "ready" : "running",
    reason: undefined,
    result: undefined,
    owner,
    changedMs: execution.startedMs,
  }
}

/** All that a journal has of one execution. */
export interface ExecutionHistory {
  readonly execution: ExecutionRow
  /** In the order of their sequence. */
  readonly entries: ReadonlyArray<Entry>
  /** What it waits for, in the order in which it began to. */
  readonly waits: ReadonlyArray<Wait>
  /** What was sent to it and not taken yet, in the order in which it came. */
  readonly messages: ReadonlyArray<Message>
}
