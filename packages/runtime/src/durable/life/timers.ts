import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"

/** The longest that one timer of the platform can wait. */
const longestMs = 2_147_483_647

/**
 * Waits of one execution and its children for a moment.
 *
 * **Details**
 *
 * Stopping ends them even where nothing can be interrupted, as between the attempts of a compensation.
 */
export class Timers {
  readonly #clock: Clock.Clock
  readonly #onFired: () => void
  /** Who waits, and the fiber that does it for them. */
  readonly #waiting = new Map<
    (end: Effect.Effect<void>) => void,
    { readonly fiber: Fiber.Fiber<void>; readonly dueMs: number }
  >()
  /** The moments by which something has to be done, which waits for them by itself. */
  readonly #deadlines = new Set<{ readonly dueMs: number }>()
  #isStopped = false

  constructor(clock: Clock.Clock, onFired: () => void) {
    this.#clock = clock
    this.#onFired = onFired
  }

  /** When the first of them is due. */
  get nextDueMs(): number | undefined {
    const due = [...this.#waiting.values(), ...this.#deadlines].map(({ dueMs }) => dueMs)
    return due.length === 0 ? undefined : Math.min(...due)
  }

  /** Ends at a moment, or later; the clock may be set back meanwhile. */
  until(dueMs: number): Effect.Effect<void> {
    return Effect.suspend(() => {
      const leftMs = dueMs - this.#clock.currentTimeMillisUnsafe()
      if (leftMs <= 0 && !this.#isStopped) return Exit.void
      return Effect.flatMap(this.#wait(Math.min(leftMs, longestMs), dueMs), () => this.until(dueMs))
    })
  }

  /** Does something that has to be done by a moment: then the execution has to be there. */
  by<Value, Failure, Requirements>(
    dueMs: number,
    effect: Effect.Effect<Value, Failure, Requirements>,
  ): Effect.Effect<Value, Failure, Requirements> {
    return Effect.suspend(() => {
      const deadline = { dueMs }
      this.#deadlines.add(deadline)
      return Effect.onExit(effect, () =>
        Effect.sync(() => {
          this.#deadlines.delete(deadline)
        }),
      )
    })
  }

  /** Ends all waits. */
  stop(): void {
    this.#isStopped = true
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const [resume, { fiber }] of waiting) {
      fiber.interruptUnsafe()
      resume(Exit.interrupt())
    }
  }

  #wait(leftMs: number, dueMs: number): Effect.Effect<void> {
    return Effect.callback((resume) => {
      if (this.#isStopped) return resume(Exit.interrupt())
      const slept = Effect.runFork(Effect.provideService(Effect.sleep(leftMs), Clock.Clock, this.#clock))
      this.#waiting.set(resume, { fiber: slept, dueMs })
      slept.addObserver(() => {
        if (!this.#waiting.delete(resume)) return
        this.#onFired()
        resume(Exit.void)
      })
      return Effect.sync(() => {
        this.#waiting.delete(resume)
        slept.interruptUnsafe()
      })
    })
  }
}
