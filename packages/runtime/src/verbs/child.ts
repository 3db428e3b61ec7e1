import * as Effect from "effect/Effect"
import type { ExecutionEvent } from "../events/event.ts"
import { observeStep } from "../events/observe-step.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import type { ChildRun } from "../runner/recorder.ts"
import type { ChildOptions, PlanFacts } from "../runner/runner-type.ts"

/** What a `child` needs of the runner of its workflow. */
export interface ChildRunner<Input, Output, Failure, Requirements> {
  /** What it runs; a journal keeps whose execution it has. */
  readonly plan?: PlanFacts
  readonly effect: (input: Input, options?: ChildOptions) => Effect.Effect<Output, Failure, Requirements>
}

/** Runs the child at a position with its input; one that takes nothing may be given anything. */
export type ChildFunction<Input, Output, Failure, Requirements> = (
  at: Position,
  input: [Input] extends [void] ? unknown : Input,
) => Effect.Effect<Output, Failure, Requirements>

/** One run of a child, from its beginning to its end. */
interface ChildLife {
  readonly at: Position
  readonly path: string
  readonly input: unknown
  /** There is one attempt only. */
  readonly attempt: 1
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Runs another workflow as an execution of its own.
 *
 * **Details**
 *
 * Its id is the parent's with the step's path: `<parent>/<path>`. Its events go to whoever watches the parent, and say
 * which execution that is, and messages to `<path>.<signal>` reach its signals. Cancelling the parent cancels the child, whose cleanup is waited for. The runner is asked for
 * when the child first runs, so that a workflow may run itself.
 *
 * **Example**
 *
 * ```ts
 * const nameChild = child("name", () => nameRunner)
 *
 * const name = yield* nameChild(at, { id: input.id })
 * ```
 *
 * @since 0.1.0
 */
export function child<Input, Output, Failure, Requirements>(
  name: string,
  runnerOf: () => ChildRunner<Input, Output, Failure, Requirements>,
): ChildFunction<Input, Output, Failure, Requirements>
export function child(
  name: string,
  runnerOf: () => ChildRunner<unknown, unknown, unknown, unknown>,
): ChildFunction<unknown, unknown, unknown, unknown> {
  const run = ({ at, path, input }: ChildLife): AnyEffect => {
    const { observer, facts, mailbox, recorder } = at.execution
    const executionId = `${facts.id}/${path}`
    const adopted: ChildOptions = mailbox === undefined ? {} : { adopt: (inner) => mailbox.adopt(path, inner) }
    const begin = (options: ChildOptions): AnyEffect => {
      const runner = runnerOf()
      if (recorder === undefined) return runner.effect(input, options)
      const run: ChildRun["run"] = ({ adopt, ...inner }) =>
        runner.effect(input, {
          ...options,
          ...inner,
          adopt: (messages) => {
            options.adopt?.(messages)
            adopt?.(messages)
          },
        })
      return recorder.child({ path, executionId, runner, input, run })
    }
    if (observer === undefined || recorder?.isEnded(path) === true) return begin({ executionId, ...adopted })
    if (recorder?.isBegun(path) !== true) observer.emit(path, { type: "step.started", attempt: 1 })
    const onEvent = (event: ExecutionEvent): void =>
      observer.forward(event.execution === executionId ? { ...event, parent: facts.id } : event)
    return begin({ executionId, onEvent, ...adopted })
  }
  return (at, input) =>
    Effect.suspend(() => {
      const { observer, recorder } = at.execution
      const path = stepPath(at, name)
      const life: ChildLife = { at, path, input, attempt: 1 }
      return observer === undefined || recorder?.isEnded(path) === true
        ? run(life)
        : observeStep(run, life, { observer, path })
    })
}
