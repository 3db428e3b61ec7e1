import { ends } from "../../journal/execution-row.ts"
import type { ExecutionHistory, ExecutionRow, ExecutionStatus } from "../../journal/execution-row.ts"
import type { Payload } from "../../journal/entry.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import type { WaitKind } from "../../journal/wait.ts"
import { messageOf, tagOf } from "../../events/failure-facts.ts"
import { plainFields } from "./plain-fields.ts"
import { revivedExit } from "../recording/recorded-failure.ts"
import type { RecordedFailure } from "../recording/recorded-failure.ts"

/** An execution without what it was given and has done. Moments are milliseconds since 1970. */
export interface ExecutionSummary {
  readonly id: string
  readonly workflow: string
  readonly version?: string
  readonly digest: string
  /** The id of the execution that this one is a child of. */
  readonly parent?: string
  readonly priority: number
  readonly status: ExecutionStatus
  /** Why it is suspended. */
  readonly reason?: string
  readonly startedMs: number
  readonly changedMs: number
}

/** A failure, as people and programs outside are told of it; never with a stack. */
export interface FailureDetails {
  readonly tag: string
  readonly message: string
  /** What the failure says besides. */
  readonly fields?: Readonly<Record<string, unknown>>
}

/** What an execution has come to so far. */
export interface ExecutionOutcome {
  readonly status: ExecutionStatus
  readonly reason?: string
  /** Of one that is completed; absent where that gives nothing. */
  readonly output?: unknown
  /** Of one that has failed. */
  readonly failure?: FailureDetails
}

/** A value of a journal, or why it cannot be read. */
interface ReadValue {
  readonly value?: unknown
  readonly unreadable?: string
}

/** One entry of an execution's history. */
export interface EntryDetails extends ReadValue {
  readonly sequence: number
  readonly path: string
  readonly kind: string
  readonly fingerprint: string
  /** Of one that ends something: when that began, as far as is known. */
  readonly beganMs?: number
  readonly recordedMs: number
}

/** Something that an execution waits for. */
export interface WaitDetails extends ReadValue {
  readonly path: string
  readonly kind: WaitKind
  readonly dueMs?: number
  readonly openedMs: number
}

/** A message that was sent to an execution, and not taken yet. */
export interface MessageDetails extends ReadValue {
  readonly id: string
  readonly kind: string
  readonly address: string
  readonly source: string
  readonly receivedMs: number
}

/** All there is of an execution, with values instead of payloads. */
export interface ExecutionDetails extends ExecutionSummary, ExecutionOutcome {
  readonly input?: unknown
  /** In the order in which they were recorded. */
  readonly entries: ReadonlyArray<EntryDetails>
  readonly waits: ReadonlyArray<WaitDetails>
  readonly messages: ReadonlyArray<MessageDetails>
}

/** Gives what a list shows of an execution. */
export function summaryOf(row: ExecutionRow): ExecutionSummary {
  const { id, workflow, version, digest, parent, priority, status, reason, startedMs, changedMs } = row
  return {
    id,
    workflow,
    ...(version === undefined ? {} : { version }),
    digest,
    ...(parent === undefined ? {} : { parent }),
    priority,
    status,
    ...(reason === undefined ? {} : { reason }),
    startedMs,
    changedMs,
  }
}

/** Gives what an execution has come to so far. */
export function outcomeOf(row: ExecutionRow, format: PayloadFormat): ExecutionOutcome {
  const { status, reason } = row
  const told = { status, ...(reason === undefined ? {} : { reason }) }
  if (!ends.has(status) || status === "cancelled") return told
  try {
    const value = format.decode(row.result, () => `result of execution '${row.id}'`)
    if (status === "completed") return value === undefined ? told : { ...told, output: value }
    // A failure was written when it ended.
    const exit = revivedExit(value as RecordedFailure)
    const [first] = exit._tag === "Failure" ? exit.cause.reasons : []
    const error = first?._tag === "Fail" ? first.error : first?._tag === "Die" ? first.defect : undefined
    return { ...told, failure: failureDetails(error) }
  } catch (problem) {
    return { ...told, failure: failureDetails(problem) }
  }
}

/** Gives all there is of an execution. What a codec has made and this format does not know says so in its place. */
export function detailsOf(history: ExecutionHistory, format: PayloadFormat): ExecutionDetails {
  const { execution, entries, waits, messages } = history
  const read = (payload: Payload): ReadValue => {
    if (payload === undefined) return {}
    try {
      return { value: format.decode(payload, () => "payload") }
    } catch (problem) {
      return { unreadable: messageOf(problem) }
    }
  }
  const input = read(execution.input)
  return {
    ...summaryOf(execution),
    ...outcomeOf(execution, format),
    ...("value" in input ? { input: input.value } : {}),
    entries: entries.map(({ sequence, path, kind, fingerprint, payload, beganMs, recordedMs }) => {
      const began = beganMs === undefined ? {} : { beganMs }
      return { sequence, path, kind, fingerprint, ...began, recordedMs, ...read(payload) }
    }),
    waits: waits.map(({ path, kind, dueMs, openedMs, details }) => {
      return { path, kind, ...(dueMs === undefined ? {} : { dueMs }), openedMs, ...read(details) }
    }),
    messages: messages.map(({ id, kind, address, source, receivedMs, payload }) => {
      return { id, kind, address, source, receivedMs, ...read(payload) }
    }),
  }
}

/** Gives what people and programs outside are told of a failure. */
export function failureDetails(error: unknown): FailureDetails {
  const fields = plainFields(error)
  const tag = tagOf(error) ?? "Unknown"
  return { tag, message: messageOf(error), ...(Object.keys(fields).length === 0 ? {} : { fields }) }
}
