import type { AnySchema, HumanTasks as Requirement } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import type { Engine } from "../../durable/engine.ts"
import type { OpenTask } from "../../durable/engine-options.ts"
import { TokenRefused } from "../../durable/failures/token-refused.ts"
import { InvalidAnswer } from "../../failures/invalid-answer.ts"
import type { HumanTask } from "../../human-tasks/human-tasks.ts"
import { HumanTasks } from "../../human-tasks/human-tasks.ts"

/** Asks the questions of an engine's executions here. */
export interface TaskAnswerer {
  /** Looks for questions that have not been asked yet; they are asked one after another. */
  readonly look: () => void
  /** Looks until a question is there: its event comes before it is on the disk. */
  readonly expect: (execution: string, path: string) => void
  readonly close: () => Promise<void>
}

/** Makes what asks questions, and answers them; `onFailure` is told when one cannot be asked here. */
export async function answerTasks(
  engine: Engine,
  layer: Layer.Layer<Requirement, unknown>,
  onFailure: (error: unknown) => void,
): Promise<TaskAnswerer> {
  const scope = Effect.runSync(Scope.make())
  const context = await Effect.runPromise(Layer.buildWithScope(layer, scope))
  const { ask } = Context.get(context, HumanTasks)
  const ending = new AbortController()
  const asked = new Set<string>()
  let isLooking = false
  let isWanted = false
  const lookOnce = async (): Promise<void> => {
    for (const task of await engine.tasks()) {
      const key = keyOf(task.execution, task.path)
      if (asked.has(key) || ending.signal.aborted) continue
      asked.add(key)
      const version = (await engine.read(task.execution)).version
      const exit = await Effect.runPromiseExit(ask(taskOf(task, version, engine)), { signal: ending.signal })
      if (ending.signal.aborted) return
      if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
      const issues = await complete(engine, task, exit.value)
      if (issues !== undefined) throw issues
    }
  }
  const look = async (): Promise<void> => {
    isWanted = true
    if (isLooking) return
    isLooking = true
    try {
      while (isWanted && !ending.signal.aborted) {
        isWanted = false
        await lookOnce()
      }
    } catch (error) {
      if (!ending.signal.aborted) onFailure(error)
    } finally {
      isLooking = false
    }
  }
  return {
    look: () => void look(),
    expect: (execution, path) => {
      const lookAgain = (): void => {
        if (asked.has(keyOf(execution, path)) || ending.signal.aborted) return
        void look()
        setTimeout(lookAgain, againMs)
      }
      lookAgain()
    },
    close: async () => {
      ending.abort()
      await Effect.runPromise(Scope.close(scope, Exit.void))
    },
  }
}

/** How long it takes at most until an event is on the disk, mostly. */
const againMs = 20

function keyOf(execution: string, path: string): string {
  return `${execution} ${path}`
}

/** Answers a question; gives why the answer does not fit. A question that is closed meanwhile is answered. */
async function complete(engine: Engine, { token }: OpenTask, answer: unknown): Promise<InvalidAnswer | undefined> {
  try {
    await engine.complete(token, answer)
    return undefined
  } catch (error) {
    if (error instanceof InvalidAnswer) return error
    if (error instanceof TokenRefused) return undefined
    throw error
  }
}

function taskOf(task: OpenTask, version: string | undefined, engine: Engine): HumanTask {
  const { execution, workflow, path, dueMs } = task
  // The journal has what `human` asks, with the form as JSON Schema.
  const asks = (task.asks ?? {}) as {
    readonly show?: unknown
    readonly assignees?: ReadonlyArray<string>
    readonly form?: unknown
  }
  return {
    path,
    name: path.slice(path.lastIndexOf(".") + 1),
    execution: { id: execution, workflow, version },
    form: formOf(asks.form),
    show: asks.show,
    assignees: asks.assignees ?? [],
    deadlineMs: dueMs === undefined ? undefined : dueMs - Date.now(),
    check: (answer) =>
      Effect.map(
        Effect.promise(() => complete(engine, task, answer)),
        (refused) => refused?.issues ?? [],
      ),
  }
}

/** A schema that takes anything and has this JSON Schema: the step that asks checks the answer itself. */
function formOf(jsonSchema: unknown): AnySchema {
  const standard = {
    version: 1 as const,
    vendor: "millrace",
    validate: (value: unknown) => ({ value }),
    jsonSchema: { input: () => jsonSchema },
  }
  return { "~standard": standard }
}
