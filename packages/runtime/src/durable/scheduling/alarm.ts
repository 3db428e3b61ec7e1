import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"

/** The longest that one timer of the platform can wait. */
const longestMs = 2_147_483_647
/** When it goes off at the latest, on the machine's own time. */
const lookAgainMs = 60_000

/**
 * Goes off at a moment of a clock.
 *
 * **Details**
 *
 * A clock may be set while it is waited for, and a machine may sleep: so it goes off after a minute too, and whoever has set
 * it sees whether the moment has come.
 */
export class Alarm {
  readonly #clock: Clock.Clock
  readonly #onGone: () => void
  #sleep: Fiber.Fiber<void> | undefined
  #look: ReturnType<typeof setTimeout> | undefined

  constructor(clock: Clock.Clock, onGone: () => void) {
    this.#clock = clock
    this.#onGone = onGone
  }

  /** Waits for this moment, in milliseconds since 1970, and for none that was set before. */
  set(dueMs: number): void {
    this.clear()
    const leftMs = Math.max(0, dueMs - this.#clock.currentTimeMillisUnsafe())
    const slept = Effect.runFork(this.#clock.sleep(Duration.millis(Math.min(leftMs, longestMs))))
    this.#sleep = slept
    slept.addObserver((exit) => {
      if (exit._tag === "Success" && this.#sleep === slept) this.#goOff()
    })
    if (this.#sleep === slept) this.#look = setTimeout(() => this.#goOff(), lookAgainMs)
  }

  /** Waits for nothing any more. */
  clear(): void {
    clearTimeout(this.#look)
    const sleep = this.#sleep
    this.#sleep = undefined
    sleep?.interruptUnsafe()
  }

  #goOff(): void {
    this.clear()
    this.#onGone()
  }
}
