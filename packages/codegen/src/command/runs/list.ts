import type { ExecutionSummary } from "@millrace/runtime/durable"
import { lengthText, relativeTime } from "./relative-time.ts"
import { tableLines } from "./text-table.ts"

/** The ways in which an execution is over. */
const ends: ReadonlySet<string> = new Set(["completed", "failed", "timed-out", "cancelled"])

/** Gives executions as a table. */
export function listLines(items: ReadonlyArray<ExecutionSummary>, nowMs: number): ReadonlyArray<string> {
  if (items.length === 0) return ["no executions"]
  const rows = items.map(({ id, workflow, version, status, startedMs, changedMs, reason }) => [
    id,
    version === undefined ? workflow : `${workflow} ${version}`,
    status,
    relativeTime(startedMs, nowMs),
    ends.has(status) ? lengthText(changedMs - startedMs) : "",
    ...(reason === undefined ? [] : [reason]),
  ])
  return tableLines([["EXECUTION", "WORKFLOW", "STATUS", "STARTED", "TOOK"], ...rows])
}

/** Says where an execution stands, in a line. */
export function standingLine({ status, startedMs, changedMs }: ExecutionSummary, nowMs: number): string {
  const started = `started ${relativeTime(startedMs, nowMs)} (${new Date(startedMs).toISOString()})`
  return ends.has(status) ? `${started}, took ${lengthText(changedMs - startedMs)}` : started
}
