import type { ExecutionEvent } from "../events/event.ts"
import { printable } from "../human-tasks/printable.ts"
import { formatDuration } from "./format-duration.ts"
import { plainProgress, progressLine } from "./progress.ts"
import type { Progress, ProgressStream } from "./progress.ts"

const refreshMs = 100
const mostLines = 12

/** Shows progress as fits the stream: live in a terminal, plain lines anywhere else. */
export function showProgress(stream: ProgressStream): Progress {
  return stream.isTTY === true ? liveProgress(stream) : plainProgress(stream)
}

/**
 * Shows what has ended as lines that stay, and below them what runs now.
 *
 * Owns the part of the terminal below the last line that stays:
 * 1. it is taken off before anything else is written;
 * 2. while a person is asked it is not drawn, and lines wait, for the question stands there.
 */
function liveProgress(stream: ProgressStream): Progress {
  const running = new Map<string, { readonly path: string; readonly since: number; readonly attempt: number }>()
  const asked = new Set<string>()
  const waiting: Array<string> = []
  let drawn = 0
  const erase = (): void => {
    if (drawn > 0) stream.write(`\u001B[${drawn}A\u001B[J`)
    drawn = 0
  }
  const draw = (): void => {
    if (asked.size > 0) return
    const now = Date.now()
    const steps = [...running.values()]
    const lines = steps.slice(0, mostLines).map(({ path, since, attempt }) => {
      const again = attempt > 1 ? `, attempt ${attempt}` : ""
      return `  · ${printable(path)} (${formatDuration(now - since)}${again})`
    })
    if (steps.length > mostLines) lines.push(`  · and ${steps.length - mostLines} more`)
    for (const line of lines) stream.write(`${cut(line, stream.columns)}\n`)
    drawn = lines.length
  }
  const timer = setInterval(() => {
    erase()
    draw()
  }, refreshMs)
  timer.unref()
  return {
    onEvent: (event) => {
      erase()
      const line = progressLine(event)
      if (line !== undefined) waiting.push(line)
      const wasAsking = asked.size > 0
      follow(event, running, asked)
      if (!wasAsking || asked.size === 0) writeLines(stream, waiting)
      draw()
    },
    close: () => {
      clearInterval(timer)
      erase()
      writeLines(stream, waiting)
    },
  }
}

function writeLines(stream: ProgressStream, lines: Array<string>): void {
  for (const line of lines.splice(0)) stream.write(`${line}\n`)
}

function follow(
  event: ExecutionEvent,
  running: Map<string, { readonly path: string; readonly since: number; readonly attempt: number }>,
  asked: Set<string>,
): void {
  const key = `${event.execution} ${event.path}`
  if (event.type === "step.started") {
    running.set(key, { path: event.path, since: event.time, attempt: event.attempt })
  }
  if (event.type === "step.completed" || event.type === "step.failed" || event.type === "step.cancelled") {
    running.delete(key)
    asked.delete(key)
  }
  if (event.type === "step.waiting") asked.add(key)
  if (event.type === "task.completed" || event.type === "branch.taken") asked.delete(key)
}

function cut(line: string, streamColumns: number | undefined): string {
  // A terminal that does not know its width says 0.
  const columns = streamColumns === undefined || streamColumns === 0 ? 80 : streamColumns
  return line.length < columns ? line : `${line.slice(0, columns - 2)}…`
}
