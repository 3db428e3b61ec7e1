import type { ExecutionStatus } from "@millrace/runtime/journal"

/** What `millrace runs` does, in the order of its help. */
export const runsActions = [
  "list",
  "show",
  "tail",
  "start",
  "signal",
  "tasks",
  "complete",
  "cancel",
  "retry",
  "resume",
  "export",
] as const

/** One of them. */
export type RunsAction = (typeof runsActions)[number]

/** Where an execution can stand. */
export const executionStatuses: ReadonlyArray<ExecutionStatus> = [
  "ready",
  "running",
  "waiting",
  "suspended",
  "completed",
  "failed",
  "timed-out",
  "cancelled",
]
