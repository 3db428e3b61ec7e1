import type { StepPath } from "@millrace/plan"
import type { ExecutionFacts } from "../runner/execution.ts"
import type { ObserverClock } from "./clock.ts"
import type { EventFacts, ExecutionEvent } from "./event.ts"

/** Passes what happens in one execution on to whoever watches. */
export interface Observer {
  readonly emit: (path: StepPath, facts: EventFacts) => void
  /** Passes an event of a child execution on as it is. */
  readonly forward: (event: ExecutionEvent) => void
  /** Milliseconds on a clock that never goes back, for durations. */
  readonly now: () => number
}

/**
 * Makes the observer of one execution.
 *
 * **Details**
 *
 * An error thrown by `onEvent` does not touch the execution; it is thrown again as an uncaught error, as by an
 * `EventTarget`.
 */
export function makeObserver(
  facts: ExecutionFacts,
  clock: ObserverClock,
  onEvent: (event: ExecutionEvent) => void,
): Observer {
  const { workflow, version, digest } = facts
  return {
    forward: onEvent,
    emit: (path, what) => {
      const time = clock.currentTimeMillisUnsafe()
      try {
        onEvent({ ...what, execution: facts.id, workflow, version, digest, path, time })
      } catch (error) {
        queueMicrotask(() => {
          throw error
        })
      }
    },
    now: () => Number(clock.monotonicTimeNanosUnsafe() / 1_000n) / 1_000,
  }
}

/** Gives the milliseconds since `startedMs`, to the microsecond. */
export function durationSince(observer: Observer, startedMs: number): number {
  return Math.round((observer.now() - startedMs) * 1_000) / 1_000
}
