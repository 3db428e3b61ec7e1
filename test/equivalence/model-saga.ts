import { attachLeftBehind, cleanUpAfter, leftBehindOf } from "./model-cleanup.ts"
import type { LeftBehind } from "./model-cleanup.ts"
import { Interruption } from "./model-process.ts"
import type { Doing } from "./model-process.ts"
import { runActivity, undoOwn } from "./model-activity.ts"
import type { At, Execution, Scope } from "./model-place.ts"
import { below, Defect, emit, Failed, tagOf } from "./model-place.ts"
import { read } from "./model-reading.ts"
import { runAttempts } from "./model-step.ts"
import { behaviourOf } from "./behaviours.ts"
import type { Behaviour } from "./behaviours.ts"
import type { Reading } from "./program.ts"

/** A step that has finished inside a saga. */
export interface Finished {
  readonly at: At
  readonly path: string
  readonly activity: string
  readonly input: number
  readonly output: number
  /** The step's own undo, which sees the scope with the step's output. */
  readonly own: { readonly activity: string; readonly map: Reading; readonly name: string } | undefined
}

/** What has finished inside a saga, the last one at the end; also when nobody waited for it any more. */
export class Saga {
  readonly #execution: Execution
  readonly #outer: Saga | undefined
  #finished: ReadonlyArray<Finished> = []
  readonly #undone = new Set<string>()
  #state: "open" | "succeeded" | "undone" = "open"

  constructor(execution: Execution, outer: Saga | undefined) {
    this.#execution = execution
    this.#outer = outer
  }

  /** Whether a step that succeeds now will be undone should this saga, or the one around it, fail. */
  canUndo(path: string): boolean {
    if (this.#state === "succeeded") return this.#outer?.canUndo(path) === true
    return this.#state === "open" && !this.#undone.has(path)
  }

  /** Notes a step; one that has finished twice is undone once. */
  note(step: Finished): void {
    if (this.#state === "succeeded") return this.#outer?.note(step)
    this.#finished = [...this.#finished.filter(({ path }) => path !== step.path), step]
    this.#execution.sagas.add(this)
  }

  /** Hands everything to the saga around it, also what comes later. */
  succeed(): void {
    const all = this.#finished
    this.#clear()
    this.#state = "succeeded"
    for (const step of all) this.#outer?.note(step)
  }

  /** Undoes everything, the last one first, whatever goes wrong; what finishes meanwhile comes next. */
  *compensate(at: At, thrown: unknown): Doing<void> {
    const left: Array<LeftBehind> = []
    for (let step = this.#finished.at(-1); step !== undefined; step = this.#finished.at(-1)) {
      this.#finished = this.#finished.slice(0, -1)
      this.#undone.add(step.path)
      if (!(yield* undone(at, step))) left.push({ tag: "CompensationFailed", path: step.path })
    }
    this.#clear()
    this.#state = "undone"
    attachLeftBehind(at, thrown, left)
  }

  #clear(): void {
    this.#finished = []
    this.#execution.sagas.delete(this)
  }
}

/** Runs a body, and undoes what it has done when it does not succeed. */
export function* inSaga(at: At, body: (at: At) => Doing<unknown>): Doing<unknown> {
  const saga = new Saga(at.execution, at.saga)
  let value: unknown
  try {
    value = yield* body({ ...at, saga })
  } catch (thrown) {
    yield* cleanUpAfter(at, thrown, saga.compensate(at, thrown))
    throw thrown
  }
  saga.succeed()
  return value
}

/** Undoes what is left when an execution ends without success. */
export function* compensateAll(at: At, thrown: unknown): Doing<void> {
  const { sagas } = at.execution
  for (const saga of [...sagas].toReversed()) yield* saga.compensate(at, thrown)
  attachLeftBehind(at, thrown, leftBehindOf(at.execution))
}

function undoOf({ activity, own }: Finished): string {
  return own?.activity ?? activity
}

function* undone(running: At, step: Finished): Doing<boolean> {
  const { path } = step
  const activity = undoOf(step)
  // It runs where the saga ends, at the place of the step.
  const at: At = { ...step.at, process: running.process, saga: undefined }
  const { simulation } = at.execution
  const startedMs = simulation.nowMs
  emit(at, path, { type: "compensation.started", activity })
  try {
    yield* undo(at, step)
  } catch (thrown) {
    if (thrown instanceof Interruption) throw thrown
    const failure = thrown instanceof Failed || thrown instanceof Defect ? tagOf(thrown.error) : String(thrown)
    emit(at, path, { type: "compensation.failed", activity, durationMs: simulation.nowMs - startedMs, failure })
    return false
  }
  emit(at, path, { type: "compensation.completed", activity, durationMs: simulation.nowMs - startedMs })
  return true
}

function undo(at: At, { path: stepPath, activity, input, output, own }: Finished): Doing<unknown> {
  const path = below(stepPath, "compensate")
  const called: Pick<Behaviour, "retry" | "timeout"> = behaviourOf(own?.activity ?? activity)
  const retry = called.retry ?? at.execution.retry
  const options = {
    ...(retry === undefined ? {} : { retry: { ...retry, retryDefects: true } }),
    ...(called.timeout === undefined ? {} : { timeout: called.timeout }),
  }
  const scope: Scope = own === undefined ? at.scope : new Map([...at.scope, [own.name, output]])
  const once = (inner: At, attempt: number): Doing<unknown> =>
    own === undefined
      ? undoOwn(inner, { name: activity, path, input, output, attempt })
      : runActivity(inner, { name: own.activity, path, n: read(own.map, scope), attempt })
  return runAttempts(at, { path, life: { attempt: 0 }, options, once })
}
