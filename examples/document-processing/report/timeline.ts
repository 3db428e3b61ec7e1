import type { ExecutionEvent } from "@millrace/runtime"

/** The kinds of work that have a colour of their own. */
export type Work = "open" | "text" | "ocr" | "enhance" | "think" | "person"

/** One step as a bar. */
export interface Bar {
  /** The step and the keys it stands under: `again · page-1 · 2`. */
  readonly label: string
  readonly path: string
  readonly work: Work
  readonly startedAt: number
  readonly durationMs: number
  readonly ended: "completed" | "failed" | "cancelled"
}

/** Turns the events of one execution into bars, in order of their start. */
export function barsOf(events: ReadonlyArray<ExecutionEvent>): ReadonlyArray<Bar> {
  const started = new Map<string, { readonly at: number; readonly activity: string | undefined }>()
  const bars: Array<Bar> = []
  for (const event of events) {
    if (event.type === "step.started" && !started.has(event.path)) {
      started.set(event.path, { at: event.time, activity: event.activity })
    }
    if (event.type !== "step.completed" && event.type !== "step.failed" && event.type !== "step.cancelled") continue
    const start = started.get(event.path)
    if (start === undefined) continue
    bars.push({
      label: labelOf(event.path),
      path: event.path,
      work: workOf(start.activity),
      startedAt: start.at,
      durationMs: event.durationMs,
      ended: event.type === "step.completed" ? "completed" : event.type === "step.failed" ? "failed" : "cancelled",
    })
  }
  return bars.toSorted((a, b) => a.startedAt - b.startedAt)
}

/** Puts bars that overlap into lanes below each other, as few as possible. */
export function lanesOf(bars: ReadonlyArray<Bar>): ReadonlyArray<ReadonlyArray<Bar>> {
  const lanes: Array<Array<Bar>> = []
  for (const bar of bars) {
    const free = lanes.find((lane) => lane.every((other) => other.startedAt + other.durationMs <= bar.startedAt + 1))
    if (free === undefined) lanes.push([bar])
    else free.push(bar)
  }
  return lanes
}

function labelOf(path: string): string {
  const step = path.split(".").at(-1) ?? path
  const keys = [...path.matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key)
  return [step, ...keys].join(" · ")
}

function workOf(activity: string | undefined): Work {
  switch (activity) {
    case undefined:
      return "person"
    case "read-metadata":
    case "rasterise":
      return "open"
    case "read-text-layer":
      return "text"
    case "ocr-page":
      return "ocr"
    case "enhance":
      return "enhance"
    default:
      return "think"
  }
}
