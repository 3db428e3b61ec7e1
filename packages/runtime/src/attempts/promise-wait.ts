import * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import type * as Exit from "effect/Exit"
import type { Attempt } from "./attempt.ts"
import type { CompiledActivity } from "./run-attempt.ts"

/** How the promise of an attempt becomes its outcome. */
export interface PromiseOutcome {
  readonly fulfilled: (called: CompiledActivity, attempt: Attempt, value: unknown) => Effect.Effect<unknown, unknown>
  readonly rejected: (called: CompiledActivity, attempt: Attempt, reason: unknown) => Exit.Exit<never, unknown>
}

/**
 * The wait for the promise that an activity returned.
 *
 * Owns what happens to a promise when its attempt is interrupted:
 * 1. a rejection is always handled, however late it comes;
 * 2. an activity that has read its `abortSignal` sees it abort, and is waited for until its promise settles;
 * 3. one that never read it is left behind;
 * 4. an attempt interrupted before its fiber waits for it (the activity cancelled its own execution) stays in
 *    `unattended`, and is treated like any other when the execution ends.
 *
 * **Gotchas**
 *
 * Whoever is given one listens to it in the same moment: a block that drives a generator by `listen`, anybody else by
 * `attend`, which makes it an Effect like others.
 */
export class PromiseWait extends Effectable.Class<unknown, unknown> {
  readonly attempt: Attempt
  readonly #promise: PromiseLike<unknown>
  readonly #called: CompiledActivity
  readonly #outcome: PromiseOutcome
  #attended: Effect.Effect<unknown, unknown> | undefined

  constructor(promise: PromiseLike<unknown>, attempt: Attempt, called: CompiledActivity, outcome: PromiseOutcome) {
    super()
    this.attempt = attempt
    this.#promise = promise
    this.#called = called
    this.#outcome = outcome
  }

  /** Calls one of the two, once, when the promise has settled. */
  listen(fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): void {
    const promise = this.#promise instanceof Promise ? this.#promise : Promise.resolve(this.#promise)
    promise.then(fulfilled, rejected)
  }

  /** What the attempt came to, with this value of the promise. */
  fulfilled(value: unknown): Effect.Effect<unknown, unknown> {
    return this.#outcome.fulfilled(this.#called, this.attempt, value)
  }

  /** What the attempt came to, with this rejection of the promise. */
  rejected(reason: unknown): Effect.Effect<unknown, unknown> {
    return this.#outcome.rejected(this.#called, this.attempt, reason)
  }

  /** Listens from now on, for a fiber that will wait. */
  attend(): Effect.Effect<unknown, unknown> {
    return (this.#attended ??= attended(this))
  }

  /** Waits until the promise has settled, however. */
  settled(): Effect.Effect<void> {
    return Effect.callback((resume) => {
      const end = (): void => resume(Effect.void)
      this.#promise.then(end, end)
    })
  }

  asEffect(): Effect.Effect<unknown, unknown> {
    return this.attend()
  }
}

/** Listens to a promise that no block drives; any other Effect stays what it is. */
export function attend<Value, Failure, Requirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<Value, Failure, Requirements> {
  // A wait has the types of the attempt that it is the wait of.
  return effect instanceof PromiseWait ? (effect.attend() as Effect.Effect<Value, Failure, Requirements>) : effect
}

function attended(wait: PromiseWait): Effect.Effect<unknown, unknown> {
  const { attempt } = wait
  const { unattended } = attempt.at.execution
  let ended: Effect.Effect<unknown, unknown> | undefined
  let onEnd: ((end: Effect.Effect<unknown, unknown>) => void) | undefined
  const end = (result: Effect.Effect<unknown, unknown>): void => {
    ended = result
    unattended.delete(attempt)
    onEnd?.(result)
  }
  wait.listen(
    (value) => end(wait.fulfilled(value)),
    (reason) => end(wait.rejected(reason)),
  )
  unattended.add(attempt)
  return Effect.callback((resume) => {
    unattended.delete(attempt)
    if (ended !== undefined) return resume(ended)
    onEnd = resume
    return Effect.suspend(() => (ended === undefined ? attempt.end() : Effect.void))
  })
}
