import type { ExecutionEvent } from "../events/event.ts"

/** Knows which steps of executions have started and not ended. */
export interface RunningSteps {
  readonly onEvent: (event: ExecutionEvent) => void
  readonly paths: () => ReadonlyArray<string>
}

/** Follows the events of executions. */
export function followSteps(): RunningSteps {
  const running = new Map<string, string>()
  return {
    onEvent: (event) => {
      const key = `${event.execution} ${event.path}`
      if (event.type === "step.started" || event.type === "step.waiting") running.set(key, event.path)
      if (event.type === "step.completed" || event.type === "step.failed" || event.type === "step.cancelled") {
        running.delete(key)
      }
    },
    paths: () => [...new Set(running.values())],
  }
}
