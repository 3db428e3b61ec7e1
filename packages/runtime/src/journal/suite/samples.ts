import type { Change } from "../change.ts"
import type { Entry } from "../entry.ts"
import type { ExecutionStatus, NewExecution } from "../execution-row.ts"
import type { Message } from "../message.ts"
import type { Wait } from "../wait.ts"

/** An execution to start. */
export function newExecution(id: string, more: Partial<NewExecution> = {}): NewExecution {
  return {
    id,
    workflow: "order",
    version: undefined,
    digest: "0123456789abcdef",
    parent: undefined,
    priority: 0,
    input: '{"n":1}',
    vars: undefined,
    inputDigest: "digest of the input",
    startedMs: 1_000,
    ...more,
  }
}

/** The change that adds an entry. */
export function entryAdded(execution: string, sequence: number, more: Partial<Entry> = {}): Change {
  const entry: Entry = {
    sequence,
    path: `step ${sequence}`,
    kind: "step.completed",
    fingerprint: "step price",
    digest: "0123456789abcdef",
    payload: `{"n":${sequence}}`,
    recordedMs: 1_000 + sequence,
    ...more,
  }
  return { kind: "entry", execution, entry }
}

/** The change that opens a wait. */
export function waitOpened(execution: string, more: Partial<Wait> = {}): Change {
  const wait: Wait = {
    path: "paid",
    kind: "signal",
    dueMs: undefined,
    details: undefined,
    openedMs: 2_000,
    ...more,
  }
  return { kind: "wait", execution, wait }
}

/** The change that gives an execution a status. */
export function statusChanged(execution: string, status: ExecutionStatus, atMs = 3_000): Change {
  return { kind: "status", execution, status, atMs }
}

/** A message to send. */
export function newMessage(id: string, more: Partial<Message> = {}): Message {
  return {
    id,
    kind: "signal",
    address: "paid",
    payload: '{"amount":12}',
    digest: "digest of the payload",
    source: "a test",
    receivedMs: 2_500,
    ...more,
  }
}
