import type * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import type { Attempt } from "./attempt.ts"
import type { CompiledActivity } from "./run-attempt.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * What a step gives whose activity has not ended: the block that yields it goes on with the activity's value.
 *
 * **Details**
 *
 * It is the iterator that `yield*` asks it for, and each of the iterator's results, so that to wait for a step costs one
 * object. `yield*` can therefore be said to it once, as it can be run once.
 *
 * **Gotchas**
 *
 * Whoever is given one takes charge of it in the same moment: a block that drives a generator, or anybody else by
 * `attend`, which makes it an Effect like others.
 */
export abstract class AttemptWait extends Effectable.Class<unknown, unknown, unknown> {
  readonly attempt: Attempt
  readonly called: CompiledActivity
  done: boolean
  value: unknown

  constructor(attempt: Attempt, called: CompiledActivity) {
    super()
    this.attempt = attempt
    this.called = called
    this.done = true
    this.value = undefined
  }

  /** The iterator's method: yields itself, and then ends with what it is sent. */
  next(sent: unknown): this {
    this.value = this.done ? this : sent
    this.done = !this.done
    return this
  }

  /** Takes charge from now on, for a fiber that will wait. */
  abstract attend(): AnyEffect

  /** Ends the attempt, and waits for an activity that listens to its signal. */
  abstract end(): Effect.Effect<void>

  asEffect(): AnyEffect {
    return this.attend()
  }
}

// The types of an Effect say that its iterator is another object.
Object.defineProperty(AttemptWait.prototype, Symbol.iterator, {
  value(this: AttemptWait) {
    return this
  },
})

/** Makes a wait that no block drives an Effect like others; any other Effect stays what it is. */
export function attend<Value, Failure, Requirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<Value, Failure, Requirements> {
  // A wait has the types of the attempt that it is the wait of.
  return effect instanceof AttemptWait ? (effect.attend() as Effect.Effect<Value, Failure, Requirements>) : effect
}
