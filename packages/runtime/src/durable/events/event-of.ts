import type { FailureFacts } from "../../events/event.ts"
import { messageOf } from "../../events/failure-facts.ts"
import type { Entry, Payload } from "../../journal/entry.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import type { Recorded } from "../../journal/recorded.ts"
import { outcomeOf } from "../details/execution-details.ts"
import { cursorOf } from "./cursor.ts"
import type { JournalEvent, JournalEventFacts } from "./journal-event.ts"

/** Gives the event that tells of something that was recorded; what only serves replay has none. */
export function eventOf(recorded: Recorded, format: PayloadFormat): JournalEvent | undefined {
  const facts = factsOf(recorded, format)
  if (facts === undefined) return undefined
  const { id, workflow, version, digest, parent, startedMs } = recorded.execution
  const isEntry = recorded.kind === "entry"
  const time = isEntry
    ? recorded.entry.recordedMs
    : recorded.kind === "settled"
      ? recorded.execution.changedMs
      : startedMs
  return {
    ...(isEntry ? durationOf(recorded.entry) : {}),
    ...facts,
    cursor: cursorOf(recorded.at),
    execution: id,
    ...(parent === undefined ? {} : { parent }),
    workflow,
    ...(version === undefined ? {} : { version }),
    digest: isEntry ? recorded.entry.digest : digest,
    path: isEntry ? recorded.entry.path : "",
    time,
  }
}

function factsOf(recorded: Recorded, format: PayloadFormat): JournalEventFacts | undefined {
  if (recorded.kind === "started") return { type: "execution.started" }
  if (recorded.kind === "settled") return settledFacts(recorded.execution, format)
  return entryFacts(recorded.entry, format)
}

/** How long what an entry ends took; the clock may have been set back meanwhile. */
function durationOf({ beganMs, recordedMs }: Entry): { readonly durationMs?: number } {
  return beganMs === undefined ? {} : { durationMs: Math.max(0, recordedMs - beganMs) }
}

function settledFacts(row: ExecutionRow, format: PayloadFormat): JournalEventFacts | undefined {
  const durationMs = row.changedMs - row.startedMs
  const { status, reason = "", failure } = outcomeOf(row, format)
  const told = { tag: failure?.tag ?? "Unknown", message: failure?.message ?? "" }
  switch (status) {
    case "completed":
    case "cancelled":
      return { type: `execution.${status}`, durationMs }
    case "failed":
    case "timed-out":
      return { type: `execution.${status}`, durationMs, failure: told }
    case "suspended":
      return { type: "execution.suspended", reason }
    case "ready":
    case "running":
    case "waiting":
      return undefined
  }
}

/** The kinds of entries that tell no more than that they are there. */
const plainTypes = {
  "step.completed": "step.completed",
  interrupted: "step.cancelled",
  compensated: "compensation.completed",
  "timer.fired": "timer.fired",
  expired: "wait.expired",
  opened: "webhook.opened",
  began: "child.started",
  "child.completed": "child.completed",
  acquired: "resource.acquired",
  released: "resource.released",
  cancelled: "execution.cancelling",
  retried: "execution.retried",
} as const

const failedTypes = {
  "step.failed": "step.failed",
  "compensation.failed": "compensation.failed",
  "child.failed": "child.failed",
  "acquire.failed": "resource.failed",
  "release.failed": "resource.failed",
} as const

/** What is part of something else that is told, or serves replay alone. */
const silent: ReadonlySet<string> = new Set(["undoable", "settled", "timed-out"])

function entryFacts({ kind, payload, fingerprint }: Entry, format: PayloadFormat): JournalEventFacts | undefined {
  if (silent.has(kind)) return undefined
  if (isKeyOf(plainTypes, kind)) return { type: plainTypes[kind] }
  const value = readable(payload, format)
  if (isKeyOf(failedTypes, kind)) return { type: failedTypes[kind], failure: failureIn(value) }
  switch (kind) {
    case "received":
      return { type: receivedType(fingerprint) }
    case "decision":
      return { type: "decision.made", decision: typeof value === "string" ? value : "" }
    case "due":
      return { type: "timer.set", dueMs: Date.parse(String(value)) }
    case "retrying": {
      // `retry` of the recorder has written it.
      const { attempt = 0, due, failure } = (value ?? {}) as { attempt?: number; due?: string; failure?: unknown }
      return { type: "step.retrying", attempt, dueMs: Date.parse(String(due)), failure: failureIn(failure) }
    }
    default:
      return { type: "entry.recorded", kind }
  }
}

function isKeyOf<Keys extends object>(object: Keys, key: string): key is Extract<keyof Keys, string> {
  return Object.hasOwn(object, key)
}

function receivedType(fingerprint: string): "signal.received" | "task.completed" | "webhook.received" {
  if (fingerprint === "human") return "task.completed"
  return fingerprint === "webhook" ? "webhook.received" : "signal.received"
}

/** A failure is kept with the name of its class, its message and its fields. */
function failureIn(value: unknown): FailureFacts {
  if (typeof value !== "object" || value === null) return { tag: "Unknown", message: messageOf(value) }
  const { error, message = "", fields } = value as { error?: string; message?: string; fields?: unknown }
  const tag = typeof fields === "object" && fields !== null && "_tag" in fields ? String(fields._tag) : error
  return { tag: tag ?? "Unknown", message }
}

/** What a codec has made and this format does not know is not told. */
function readable(payload: Payload, format: PayloadFormat): unknown {
  try {
    return format.decode(payload, () => "payload")
  } catch {
    return undefined
  }
}
