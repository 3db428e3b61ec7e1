import type { ExecutionEvent } from "@millrace/runtime"
import { runner } from "@millrace/runtime/runner"
import type { BlockBody, Permits, Position, Runner, FailureOf, RequirementsOf, ValueOf } from "@millrace/runtime/runner"

/** Collects events as lines: type, path, and what tells them apart. */
export interface Watched {
  readonly lines: Array<string>
  readonly events: Array<ExecutionEvent>
  readonly onEvent: (event: ExecutionEvent) => void
}

/** Makes a collector of events. */
export function watched(): Watched {
  const lines: Array<string> = []
  const events: Array<ExecutionEvent> = []
  return {
    lines,
    events,
    onEvent: (event) => {
      events.push(event)
      lines.push(eventLine(event))
    },
  }
}

function eventLine(event: ExecutionEvent): string {
  const parts: Array<string> = [event.type]
  if (event.path !== "") parts.push(event.path)
  if ("attempt" in event && event.attempt !== 1) parts.push(`#${event.attempt}`)
  if ("branch" in event) parts.push(`-> ${event.branch}`)
  if ("iteration" in event) parts.push(`iteration ${event.iteration}`)
  if ("delayMs" in event) parts.push(`after ${event.delayMs}`)
  if ("failure" in event) parts.push(`(${event.failure.tag})`)
  return parts.join(" ")
}

/** Makes the runner of a workflow that is only a body. */
export function workflow<Body extends BlockBody>(
  body: (at: Position) => Body,
  options: { readonly concurrency?: Permits } = {},
): Runner<void, ValueOf<Body>, FailureOf<Body>, RequirementsOf<Body>> {
  return runner({ plan: { name: "test", digest: "0123456789abcdef", steps: [] }, ...options, body: (at) => body(at) })
}
