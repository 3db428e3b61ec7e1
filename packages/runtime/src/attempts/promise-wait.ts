import * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import type * as Exit from "effect/Exit"
import type { Attempt } from "./attempt.ts"

/** How a promise that an activity returned becomes the outcome of its attempt. */
export interface PromiseOutcome {
  readonly fulfilled: (value: unknown) => Effect.Effect<unknown, unknown>
  readonly rejected: (reason: unknown) => Exit.Exit<never, unknown>
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
  readonly #outcome: PromiseOutcome
  #attended: Effect.Effect<unknown, unknown> | undefined

  constructor(promise: PromiseLike<unknown>, attempt: Attempt, outcome: PromiseOutcome) {
    super()
    this.#promise = promise
    this.attempt = attempt
    this.#outcome = outcome
  }

  /** Calls `end` once, when the promise has settled. */
  listen(end: (result: Effect.Effect<unknown, unknown>) => void): void {
    const { fulfilled, rejected } = this.#outcome
    const promise = this.#promise instanceof Promise ? this.#promise : Promise.resolve(this.#promise)
    promise.then(
      (value) => end(fulfilled(value)),
      (reason: unknown) => end(rejected(reason)),
    )
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
  wait.listen((result) => {
    ended = result
    unattended.delete(attempt)
    onEnd?.(result)
  })
  unattended.add(attempt)
  return Effect.callback((resume) => {
    unattended.delete(attempt)
    if (ended !== undefined) return resume(ended)
    onEnd = resume
    return Effect.suspend(() => attempt.end())
  })
}
