import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Timers } from "../life/timers.ts"

/** How long is waited after something went wrong, and the longest before the clock is looked at again. */
const tryAgainMs = 1_000
const lookAgainMs = 60_000

/**
 * Does things again and again, each when it says so, until it is stopped.
 *
 * **Details**
 *
 * What is due is looked for each minute at the latest: a clock that is set, or a machine that slept, is noticed then.
 */
export class Routine {
  readonly #clock: Clock.Clock
  readonly #onError: (error: unknown) => void
  readonly #timers: Timers
  readonly #running: Array<Promise<void>> = []
  #isStopped = false

  constructor({ clock, onError }: { readonly clock: Clock.Clock; readonly onError: (error: unknown) => void }) {
    this.#clock = clock
    this.#onError = onError
    this.#timers = new Timers(clock, () => undefined)
  }

  /** Does something now, and then whenever it has said, in milliseconds since 1970. */
  add(work: () => Promise<number>): void {
    this.#running.push(this.#run(work))
  }

  /** Does nothing more, and resolves when what is being done has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#timers.stop()
    await Promise.all(this.#running)
  }

  async #run(work: () => Promise<number>): Promise<void> {
    while (!this.#isStopped) {
      const dueMs = await work().catch((problem: unknown) => {
        if (!this.#isStopped) this.#onError(problem)
        return this.#nowMs() + tryAgainMs
      })
      await Effect.runPromiseExit(this.#timers.until(Math.min(dueMs, this.#nowMs() + lookAgainMs)))
    }
  }

  #nowMs(): number {
    return this.#clock.currentTimeMillisUnsafe()
  }
}
