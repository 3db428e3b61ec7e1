import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { Attempt } from "./attempt.ts"

/** How a promise that an activity returned becomes the outcome of its attempt. */
export interface PromiseOutcome {
  readonly fulfilled: (value: unknown) => Effect.Effect<unknown, unknown>
  readonly rejected: (reason: unknown) => Exit.Exit<never, unknown>
}

/**
 * Waits for the promise of an attempt.
 *
 * Owns what happens to a promise when its attempt is interrupted:
 * 1. a rejection is always handled, however late it comes;
 * 2. an activity that has read its `abortSignal` sees it abort, and is waited for until its promise settles;
 * 3. one that never read it is left behind;
 * 4. an attempt interrupted before its fiber waits for it (the activity cancelled its own execution) stays in
 *    `unattended`, and is treated like any other when the execution ends.
 */
export function waitForPromise(
  promise: PromiseLike<unknown>,
  attempt: Attempt,
  outcome: PromiseOutcome,
): Effect.Effect<unknown, unknown> {
  const { unattended } = attempt.at.execution
  let ended: Effect.Effect<unknown, unknown> | undefined
  let onEnd: ((end: Effect.Effect<unknown, unknown>) => void) | undefined
  const end = (result: Effect.Effect<unknown, unknown>): void => {
    ended = result
    unattended.delete(attempt)
    onEnd?.(result)
  }
  Promise.resolve(promise).then(
    (value) => end(outcome.fulfilled(value)),
    (reason: unknown) => end(outcome.rejected(reason)),
  )
  const settled = Effect.callback<void>((resume) => {
    if (ended !== undefined) return resume(Effect.void)
    onEnd = () => resume(Effect.void)
  })
  attempt.settled = settled
  unattended.add(attempt)
  return Effect.callback((resume) => {
    unattended.delete(attempt)
    if (ended !== undefined) return resume(ended)
    onEnd = resume
    return Effect.suspend(() => endAttempt(attempt))
  })
}

/** Cancels an attempt, and waits for it if it listens. */
export function endAttempt(attempt: Attempt): Effect.Effect<void> {
  return attempt.cancel() ? attempt.settled : Effect.void
}
