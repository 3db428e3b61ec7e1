import { isFinalEvent } from "@millrace/runtime"
import type { ExecutionEvent } from "@millrace/runtime"
import { createLogUpdate } from "log-update"
import { styleText } from "node:util"
import type { DocumentSource } from "../documents/document-source.ts"

/** Shows how far each document is. */
export interface Progress {
  readonly onEvent: (source: DocumentSource, event: ExecutionEvent) => void
  readonly close: () => void
}

/** A live line a document in a terminal that is high enough, a plain line a finished step anywhere else. */
export function showProgress(sources: ReadonlyArray<DocumentSource>, stream: NodeJS.WriteStream): Progress {
  return stream.isTTY && stream.rows > sources.length ? liveProgress(sources, stream) : plainProgress(stream)
}

function plainProgress(stream: NodeJS.WriteStream): Progress {
  return {
    onEvent: (source, event) => {
      const said = sentenceOf(event)
      if (said !== undefined) stream.write(`${source.name.padEnd(26)} ${said}\n`)
    },
    close: () => {},
  }
}

interface Line {
  readonly startedAt: number
  readonly endedAt: number | undefined
  readonly steps: number
  readonly now: ReadonlyArray<string>
  readonly failed: boolean
}

const waiting: Line = { startedAt: 0, endedAt: undefined, steps: 0, now: [], failed: false }
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

function liveProgress(sources: ReadonlyArray<DocumentSource>, stream: NodeJS.WriteStream): Progress {
  const lines = new Map<string, Line>(sources.map(({ name }) => [name, waiting]))
  const update = createLogUpdate(stream)
  let frame = 0
  let asking = 0
  const draw = (): void => {
    if (asking > 0) return
    frame++
    update([...lines].map(([name, line]) => formatLine(name, line, frame)).join("\n"))
  }
  const timer = setInterval(draw, 100)
  return {
    onEvent: (source, event) => {
      lines.set(source.name, follow(lines.get(source.name) ?? waiting, event))
      // While a person is asked, the terminal is theirs.
      if (event.type === "task.opened") {
        asking++
        update.clear()
      }
      if (event.type === "task.completed") asking--
    },
    close: () => {
      clearInterval(timer)
      draw()
      update.done()
    },
  }
}

function follow(line: Line, event: ExecutionEvent): Line {
  if (event.type === "execution.started") return { ...line, startedAt: event.time }
  if (event.type === "step.started") return { ...line, now: [...line.now, event.path] }
  if (isFinalEvent(event)) {
    return { ...line, endedAt: event.time, now: [], failed: event.type !== "execution.completed" }
  }
  if (event.type === "step.completed" || event.type === "step.failed" || event.type === "step.cancelled") {
    return { ...line, steps: line.steps + 1, now: line.now.filter((path) => path !== event.path) }
  }
  return line
}

function formatLine(name: string, line: Line, frame: number): string {
  const label = name.padEnd(28)
  if (line.startedAt === 0) return styleText("gray", `  ${label} waits`)
  const seconds = `${(((line.endedAt ?? Date.now()) - line.startedAt) / 1000).toFixed(1)} s`.padStart(7)
  const bar = styleText("cyan", "▪".repeat(Math.min(line.steps, 16)).padEnd(16))
  if (line.failed) return `${styleText("yellow", "!")} ${label} ${bar} ${seconds}  ${styleText("yellow", "failed")}`
  if (line.endedAt !== undefined) return `${styleText("green", "✔")} ${label} ${bar} ${seconds}`
  const turning = spinner[frame % spinner.length] ?? "·"
  return `${styleText("cyan", turning)} ${label} ${bar} ${seconds}  ${styleText("gray", line.now.join(", ").slice(0, 60))}`
}

/** What is worth a line of its own. */
function sentenceOf(event: ExecutionEvent): string | undefined {
  if (event.type === "execution.started") return "begins"
  if (event.type === "step.completed") return `${event.path} took ${seconds(event.durationMs)}`
  if (event.type === "step.failed") return `${event.path} failed: ${event.failure.tag}`
  if (event.type === "step.retrying") return `${event.path} failed (${event.failure.tag}) and is tried again`
  if (event.type === "branch.taken") return `${event.path} takes '${event.branch}'`
  if (event.type === "task.opened") return `${event.path} asks a person`
  if (event.type === "execution.completed") return `ends after ${seconds(event.durationMs)}`
  if (event.type === "execution.failed") return `fails: ${event.failure.tag}`
  return undefined
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(2)} s`
}
