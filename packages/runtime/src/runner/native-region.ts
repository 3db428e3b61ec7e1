import * as Effect from "effect/Effect"
import { PromiseWait } from "../attempts/promise-wait.ts"
import { settled } from "./settled.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Goes on with a block that has been given a value, as far as it comes: to its end, or to the next wait. */
type Proceed = (value: unknown) => AnyEffect | PromiseWait

/**
 * Goes on with a block that has been given a value. Where it comes to a promise it waits natively for one after
 * the other, as an async function does, and is one Effect around all of them.
 *
 * Owns a block from its first promise to where it ends or waits for something else:
 * 1. each promise is listened to in the moment in which the block comes to it, so that no rejection is unhandled;
 * 2. until a fiber runs the Effect only the first promise is waited for: nothing of the block goes on behind the back of
 *    an execution that is over;
 * 3. an interruption ends the attempt that is waited for, and the block never goes on; one that comes out of the block
 *    itself (an activity cancels its own execution) is heard when the block has come to its next wait;
 * 4. the attempt that no fiber waits for yet stands in `unattended`.
 */
export function goOn(value: unknown, proceed: Proceed): AnyEffect {
  const next = proceed(value)
  return next instanceof PromiseWait ? waitNatively(next, proceed) : next
}

/** Waits for the promise that a block has come to, and goes on with the block. */
export function waitNatively(first: PromiseWait, proceed: Proceed): AnyEffect {
  const region = new NativeRegion(first, proceed)
  return Effect.callback((resume) => region.attach(resume))
}

class NativeRegion {
  readonly #proceed: Proceed
  #current: PromiseWait
  /** What came of a promise before a fiber was there. */
  #early: Effect.Effect<unknown, unknown> | undefined
  #resume: ((end: AnyEffect) => void) | undefined
  #isInterrupted = false
  #isProceeding = false
  /** Whether it has given over to an Effect, which effect runs with the finalizer of this one still around it. */
  #isOver = false
  /** Tells an interruption that came while the block went on that it has come to a wait. */
  #onProceeded: (() => void) | undefined

  constructor(first: PromiseWait, proceed: Proceed) {
    this.#proceed = proceed
    this.#current = first
    const { attempt } = first
    attempt.at.execution.unattended.add(attempt)
    first.listen(this.#fulfilled, this.#rejected)
  }

  attach(resume: (end: AnyEffect) => void): Effect.Effect<void> {
    const { attempt } = this.#current
    attempt.at.execution.unattended.delete(attempt)
    this.#resume = resume
    if (this.#early !== undefined) this.#ended(this.#early)
    return Effect.suspend(() => {
      if (this.#isOver) return Effect.void
      this.#isInterrupted = true
      return this.#isProceeding ? this.#proceeded() : this.#current.attempt.end()
    })
  }

  #proceeded(): Effect.Effect<void> {
    return Effect.callback((resume) => {
      this.#onProceeded = () => resume(Effect.suspend(() => this.#current.attempt.end()))
    })
  }

  readonly #fulfilled = (value: unknown): void => this.#settled(this.#current.fulfilled(value))
  readonly #rejected = (reason: unknown): void => this.#settled(this.#current.rejected(reason))

  #settled(result: Effect.Effect<unknown, unknown>): void {
    if (this.#resume !== undefined) return this.#ended(result)
    const { attempt } = this.#current
    attempt.at.execution.unattended.delete(attempt)
    this.#early = result
  }

  #ended(result: Effect.Effect<unknown, unknown>): void {
    if (this.#isInterrupted) return
    const exit = settled(result)
    if (exit === undefined) return this.#giveOver(Effect.flatMap(result, (value) => goOn(value, this.#proceed)))
    if (exit._tag === "Failure") return this.#giveOver(exit)
    this.#isProceeding = true
    const next = this.#proceed(exit.value)
    this.#isProceeding = false
    if (next instanceof PromiseWait) {
      this.#current = next
      next.listen(this.#fulfilled, this.#rejected)
    } else if (!this.#isInterrupted) this.#giveOver(next)
    this.#onProceeded?.()
  }

  #giveOver(next: AnyEffect): void {
    this.#isOver = true
    this.#resume?.(next)
  }
}
