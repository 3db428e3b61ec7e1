import type { ExecutionEvent } from "../events/event.ts"
import { printable } from "../human-tasks/printable.ts"
import { formatDuration } from "./format-duration.ts"

/** What progress is written to: stderr, or anything like it. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

/** Shows the progress of executions. */
export interface Progress {
  readonly onEvent: (event: ExecutionEvent) => void
  /** Takes the live part off the terminal; nothing is shown after that. */
  readonly close: () => void
}

/** Gives the line that an event leaves behind, or nothing when it is of no interest to someone who watches. */
export function progressLine(event: ExecutionEvent): string | undefined {
  const path = printable(event.path)
  switch (event.type) {
    case "execution.started":
      return `${printable(event.workflow)} started`
    case "execution.completed":
      return `${printable(event.workflow)} completed in ${formatDuration(event.durationMs)}`
    case "execution.failed":
    case "execution.timed-out":
      return `${printable(event.workflow)} failed after ${formatDuration(event.durationMs)}`
    case "execution.cancelled":
      return `${printable(event.workflow)} was cancelled after ${formatDuration(event.durationMs)}`
    case "step.completed":
      return `  ${path} completed in ${formatDuration(event.durationMs)}`
    case "step.failed":
      return `  ${path} failed after ${formatDuration(event.durationMs)}: ${printable(event.failure.message)}`
    case "step.retrying":
      return `  ${path} retries in ${formatDuration(event.delayMs)}: ${printable(event.failure.message)}`
    case "step.cancelled":
      return `  ${path} was cancelled`
    case "step.waiting":
      return `  ${path} waits`
    case "step.skipped":
      return `  ${path} was skipped`
    case "compensation.completed":
      return `  ${path} was undone by ${printable(event.activity)}`
    case "compensation.failed":
      return `  ${path} could not be undone by ${printable(event.activity)}: ${printable(event.failure.message)}`
    case "sla.breached":
      return `${printable(event.workflow)} takes longer than its SLA of ${formatDuration(event.slaMs)}`
    case "branch.taken":
      return `  ${path} goes to '${printable(event.branch)}'`
    case "step.started":
    case "compensation.started":
    case "loop.iterated":
    case "task.opened":
    case "signal.received":
    case "task.completed":
      return undefined
  }
}

/** Shows progress as plain lines, one for each thing that ended. */
export function plainProgress(stream: ProgressStream): Progress {
  return {
    onEvent: (event) => {
      const line = progressLine(event)
      if (line !== undefined) stream.write(`${line}\n`)
    },
    close: () => undefined,
  }
}
