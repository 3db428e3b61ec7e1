import type { Workflow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import type { ExecutionEvent, RunnerOf } from "@millrace/runtime"

/** The two ways to run a workflow, for `it.each`. */
export function both<W extends Workflow<never, unknown, unknown, unknown>>(
  workflow: W,
  emitted: RunnerOf<W>,
): ReadonlyArray<readonly [way: string, runner: RunnerOf<W>]> {
  return [
    ["interpreted", interpret(workflow)],
    ["emitted", emitted],
  ]
}

/** Collects what is told of the steps of an execution: `type path`. */
export function steps(): {
  readonly lines: ReadonlyArray<string>
  readonly onEvent: (event: ExecutionEvent) => void
} {
  const lines: Array<string> = []
  const onEvent = ({ type, path }: ExecutionEvent): void => {
    if (path !== "") lines.push(`${type} ${path}`)
  }
  return { lines, onEvent }
}
