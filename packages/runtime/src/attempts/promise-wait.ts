import * as Effect from "effect/Effect"
import type { Attempt } from "./attempt.ts"
import { AttemptWait } from "./attempt-wait.ts"
import type { Position } from "../runner/position.ts"
import { thrownOutcome } from "./outcome.ts"
import { output } from "./output.ts"
import type { CompiledActivity } from "./run-attempt.ts"

/**
 * The wait for the promise that an activity returned.
 *
 * Owns what happens to a promise when its attempt is interrupted:
 * 1. a rejection is always handled, however late it comes;
 * 2. an activity that has read its `abortSignal` sees it abort, and is waited for until its promise settles;
 * 3. one that never read it is left behind;
 * 4. one interrupted before its fiber waits for it (the activity cancelled its own execution) stays in
 *    `unattended`, and is treated like any other when the execution ends.
 */
export class PromiseWait extends AttemptWait {
  readonly #promise: PromiseLike<unknown>
  #attended: Effect.Effect<unknown, unknown> | undefined

  constructor(promise: PromiseLike<unknown>, attempt: Attempt, called: CompiledActivity) {
    super(attempt, called)
    this.#promise = promise
    this.#attended = undefined
  }

  get at(): Position {
    return this.attempt.at
  }

  /** Calls one of the two, once, when the promise has settled. */
  listen(fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): void {
    const promise = this.#promise instanceof Promise ? this.#promise : Promise.resolve(this.#promise)
    promise.then(fulfilled, rejected)
  }

  /** What the attempt came to, with this value of the promise. */
  fulfilled(value: unknown): Effect.Effect<unknown, unknown> {
    return output(this.called, this.attempt, value)
  }

  /** What the attempt came to, with this rejection of the promise. */
  rejected(reason: unknown): Effect.Effect<unknown, unknown> {
    return thrownOutcome(this.called.activity, this.attempt, reason)
  }

  /** Waits until the promise has settled, however. */
  settled(): Effect.Effect<void> {
    return Effect.callback((resume) => {
      const end = (): void => resume(Effect.void)
      this.#promise.then(end, end)
    })
  }

  end(): Effect.Effect<void> {
    this.attempt.abort()
    return this.attempt.hasSignal ? this.settled() : Effect.void
  }

  attend(): Effect.Effect<unknown, unknown> {
    return (this.#attended ??= this.#attend())
  }

  #attend(): Effect.Effect<unknown, unknown> {
    const { execution } = this.attempt.at
    let ended: Effect.Effect<unknown, unknown> | undefined
    let onEnd: ((end: Effect.Effect<unknown, unknown>) => void) | undefined
    const end = (result: Effect.Effect<unknown, unknown>): void => {
      ended = result
      execution.unattended.delete(this)
      onEnd?.(result)
    }
    this.listen(
      (value) => end(this.fulfilled(value)),
      (reason) => end(this.rejected(reason)),
    )
    execution.unattended.add(this)
    return Effect.callback((resume) => {
      execution.unattended.delete(this)
      if (ended !== undefined) return resume(ended)
      onEnd = resume
      return Effect.suspend(() => (ended === undefined ? this.end() : Effect.void))
    })
  }
}
