import type { Entry, Payload } from "../entry.ts"
import type { ExecutionRow, ExecutionStatus } from "../execution-row.ts"
import type { Message } from "../message.ts"
import type { OpenWait, WaitKind } from "../wait.ts"

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, unknown>>

/** Reads a row of `executions`. What stands in it was written by this store. */
export function executionOf(row: Row): ExecutionRow {
  return {
    id: row["id"] as string,
    workflow: row["workflow"] as string,
    version: textOf(row["version"]),
    digest: row["plan_digest"] as string,
    parent: textOf(row["parent"]),
    priority: row["priority"] as number,
    status: row["status"] as ExecutionStatus,
    reason: textOf(row["reason"]),
    input: payloadOf(row["input"]),
    vars: payloadOf(row["vars"]),
    inputDigest: row["input_digest"] as string,
    result: payloadOf(row["result"]),
    owner: textOf(row["owner"]),
    startedMs: row["started_at"] as number,
    changedMs: row["changed_at"] as number,
  }
}

/** Reads a row of `entries`. */
export function entryOf(row: Row): Entry {
  const beganMs = row["began_at"] as number | null
  return {
    sequence: row["sequence"] as number,
    path: row["path"] as string,
    kind: row["kind"] as string,
    fingerprint: row["fingerprint"] as string,
    digest: row["plan_digest"] as string,
    payload: payloadOf(row["payload"]),
    ...(beganMs === null ? {} : { beganMs }),
    recordedMs: row["recorded_at"] as number,
  }
}

/** Reads a row of `waits` with the id of its execution. */
export function waitOf(row: Row): OpenWait {
  return {
    execution: row["id"] as string,
    path: row["path"] as string,
    kind: row["kind"] as WaitKind,
    dueMs: (row["due_at"] as number | null) ?? undefined,
    details: payloadOf(row["details"]),
    openedMs: row["opened_at"] as number,
  }
}

/** Reads a row of `messages`. */
export function messageOf(row: Row): Message {
  return {
    id: row["id"] as string,
    kind: row["kind"] as Message["kind"],
    address: row["address"] as string,
    payload: payloadOf(row["payload"]),
    digest: row["digest"] as string,
    source: row["source"] as string,
    receivedMs: row["received_at"] as number,
  }
}

function textOf(value: unknown): string | undefined {
  return (value as string | null) ?? undefined
}

/** The name of a note in `store`, where the store has names of its own. */
export function noteName(name: string): string {
  return `note ${name}`
}

/** Reads a payload. */
export function payloadOf(value: unknown): Payload {
  return (value as string | Uint8Array | null) ?? undefined
}
