import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Occupation } from "./occupation.ts"

/** Somebody who goes on when an outcome is on the disk. */
interface Waiter {
  readonly resume: (end: Exit.Exit<never>) => void
  readonly end: Exit.Exit<unknown>
}

/**
 * The outcomes of one execution that are on their way to the disk.
 *
 * Owns the moment in which the workflow is given an outcome of this life:
 * 1. not before it is on the disk;
 * 2. one at a time, in the order in which they were handed over: of several that one write has made durable, the next one
 *    is given when whatever the last one set off has come to rest, as a later life will be given them;
 * 3. until it is given, its execution is at work.
 */
export class Acknowledgements {
  /** In the order in which they were handed over. */
  readonly #waiters = new Set<Waiter>()
  /** Those whose outcome is on the disk, and who wait for their turn. */
  readonly #written: Array<Waiter> = []
  readonly #occupation: Occupation
  #isStopped = false
  #isGiving = false

  constructor(occupation: Occupation) {
    this.#occupation = occupation
  }

  /** Ends with `end` when a write has been made, and it is this one's turn. */
  of<Value>(written: Promise<void>, end: Exit.Exit<Value>): Effect.Effect<Value> {
    return Effect.callback<Value>((resume) => {
      if (this.#isStopped) return resume(Exit.interrupt())
      const waiter: Waiter = { resume, end }
      this.#waiters.add(waiter)
      this.#occupation.begin()
      written.then(
        () => this.#acknowledge(waiter),
        // Whoever has handed it over hears of it and ends the execution.
        () => undefined,
      )
      return Effect.sync(() => {
        this.#isLeft(waiter)
      })
    })
  }

  /** Gives nothing any more: who waits, or will, is interrupted. */
  stop(): void {
    this.#isStopped = true
    for (const waiter of [...this.#waiters]) if (this.#isLeft(waiter)) waiter.resume(Exit.interrupt())
  }

  #acknowledge(waiter: Waiter): void {
    if (!this.#isGiving && this.#waiters.size === 1) return this.#give(waiter)
    this.#written.push(waiter)
    if (this.#isGiving) return
    this.#isGiving = true
    this.#giveNext()
  }

  readonly #giveNext = (): void => {
    const next = this.#written.shift()
    if (next === undefined) {
      this.#isGiving = false
      return
    }
    this.#give(next)
    setImmediate(this.#giveNext)
  }

  #give(waiter: Waiter): void {
    // It is what this one's own caller has given.
    if (this.#isLeft(waiter)) waiter.resume(waiter.end as Exit.Exit<never>)
  }

  /** Whether somebody has waited, who does not any more. */
  #isLeft(waiter: Waiter): boolean {
    const hasWaited = this.#waiters.delete(waiter)
    if (hasWaited) this.#occupation.end()
    return hasWaited
  }
}
