import { childPath } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { endingOf, failureFacts, messageOf } from "../events/failure-facts.ts"
import { durationSince } from "../events/observer.ts"
import { CompensationFailed } from "../failures/compensation-failed.ts"
import type { Execution } from "../runner/execution.ts"
import { attachCleanupFailures } from "../failures/cleanup-failures.ts"

/** How one finished step is undone. */
export interface Compensation {
  /** The step that has finished. */
  readonly path: string
  /** The name of what undoes it. */
  readonly activity: string
  /** Its place in the order in which steps were noted, where that is recorded. */
  readonly order: number | undefined
  /** Undoes it, with all attempts. */
  readonly undo: () => Effect.Effect<unknown, unknown, unknown>
}

/**
 * What has been done inside a saga and could be undone.
 *
 * Owns which steps are compensated, and when:
 * 1. a step is noted in the moment in which its activity succeeds, whether or not anybody still waits for it, until the
 *    saga has undone everything; what succeeds behind that is not noted, and so not recorded either;
 * 2. compensations run one after the other, that of the step noted last first, and nothing interrupts them; what is noted
 *    meanwhile comes next;
 * 3. each of them runs, whatever becomes of the others, and none runs twice;
 * 4. the first error stays what it is; what went wrong in compensations is attached to it;
 * 5. a saga that succeeds hands what it holds, and what is noted later, to the saga around it; without one that is
 *    forgotten;
 * 6. a recorded execution undoes in the order that was recorded, whatever order a later life comes to its steps in, first
 *    of all what earlier lives have undone, as they did, and nothing while it is only suspended.
 */
export class SagaLog {
  readonly #execution: Execution
  readonly #outer: SagaLog | undefined
  /** The path of the saga. */
  readonly #path: () => string
  /** By the path of the step, so that one of which two attempts succeeded is undone once. */
  readonly #done = new Map<string, Compensation>()
  /** What is undone now, the next one last. */
  #left: Array<Compensation> = []
  /** The paths of what has been taken from there. */
  readonly #undone = new Set<string>()
  #state: "open" | "succeeded" | "undone" = "open"

  constructor(execution: Execution, outer: SagaLog | undefined, path: () => string) {
    this.#execution = execution
    this.#outer = outer
    this.#path = path
  }

  /** Whether the step at a path would be undone, should it succeed now and the saga fail. */
  canUndo(path: string): boolean {
    if (this.#state === "succeeded") return this.#outer?.canUndo(path) === true
    return this.#state === "open" && !this.#undone.has(path)
  }

  /** Notes a step that has finished, and can be undone. */
  note(compensation: Compensation): void {
    if (this.#state === "succeeded") {
      this.#outer?.note(compensation)
      return
    }
    this.#done.delete(compensation.path)
    this.#done.set(compensation.path, compensation)
    this.#execution.sagas.add(this)
  }

  /** Ends a saga that succeeded. */
  succeed(): void {
    const done = this.#take()
    this.#state = "succeeded"
    if (done.length === 0 || this.#outer === undefined) return
    const order = this.#execution.recorder?.settled(this.#path())
    for (const compensation of done) this.#outer.note(order === undefined ? compensation : { ...compensation, order })
  }

  /** Undoes what has been done, because of why the saga has ended. */
  compensate({ cause }: { readonly cause: Cause.Cause<unknown> }): Effect.Effect<void, never, unknown> {
    const failures: Array<CompensationFailed> = []
    return Effect.uninterruptible(
      Effect.map(this.#undoLeft(failures), () => {
        const ending = endingOf(cause)
        attachCleanupFailures(this.#execution.facts, failures)
        if (ending.kind === "failed") attachCleanupFailures(ending.error, failures)
      }),
    )
  }

  /** Undoes one after the other until nothing is left. */
  #undoLeft(failures: Array<CompensationFailed>): Effect.Effect<void, never, unknown> {
    return Effect.suspend(() => {
      if (this.#execution.recorder?.isSuspended === true) return Effect.void
      const next = this.#next()
      if (next === undefined) {
        this.#state = "undone"
        return Effect.void
      }
      return Effect.flatMap(undone(next, this.#execution), (failure) => {
        if (failure !== undefined) failures.push(failure)
        return this.#undoLeft(failures)
      })
    })
  }

  #next(): Compensation | undefined {
    if (this.#done.size > 0) this.#left = this.#inOrder([...this.#left, ...this.#take()])
    const next = this.#left.pop()
    if (next !== undefined) this.#undone.add(next.path)
    return next
  }

  /** What earlier lives have undone is last, the first of it last of all. */
  #inOrder(all: Array<Compensation>): Array<Compensation> {
    const { recorder } = this.#execution
    if (recorder === undefined) return all
    const ended = new Map(all.map(({ path }) => [path, recorder.endOf(undoPath(path))]))
    return all.toSorted((one, other) => {
      const [first = Infinity, second = Infinity] = [ended.get(one.path), ended.get(other.path)]
      return first === second ? (one.order ?? 0) - (other.order ?? 0) : second - first
    })
  }

  #take(): ReadonlyArray<Compensation> {
    const all = [...this.#done.values()].toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0))
    this.#done.clear()
    this.#execution.sagas.delete(this)
    return all
  }
}

/** Where the attempts of a compensation stand. */
function undoPath(path: string): string {
  return childPath(path, "compensate")
}

function undone(
  { path, activity, undo }: Compensation,
  { observer: watcher, recorder }: Execution,
): Effect.Effect<CompensationFailed | undefined, never, unknown> {
  // What an earlier life has told is not told again, and what this one leaves to the next has not happened.
  const observer = recorder?.endOf(undoPath(path)) !== undefined ? undefined : watcher
  const startedMs = observer?.now()
  observer?.emit(path, { type: "compensation.started", activity })
  const durationMs = (): number =>
    observer === undefined || startedMs === undefined ? 0 : durationSince(observer, startedMs)
  return Effect.matchCause(Effect.suspend(undo), {
    onSuccess: () => {
      observer?.emit(path, { type: "compensation.completed", activity, durationMs: durationMs() })
      return undefined
    },
    onFailure: (cause) => {
      if (recorder?.isSuspended === true) return undefined
      const error = Cause.squash(cause)
      const failure = failureFacts(error)
      observer?.emit(path, { type: "compensation.failed", activity, durationMs: durationMs(), failure })
      return new CompensationFailed({ path, activity, problem: messageOf(error), cause: error })
    },
  })
}
