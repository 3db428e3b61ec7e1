import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

interface Timer {
  readonly dueMs: number
  readonly fire: () => void
}

/** A clock on which nothing takes time but waiting, and which jumps from one due timer to the next. */
export class VirtualClock implements Clock.Clock {
  /** When the execution began. */
  beganMs = 0
  #nowMs = 0
  #timers: ReadonlyArray<Timer> = []

  /** Begins an execution long after the one before, so that nothing is kept of that; there must be nothing left of it. */
  begin(): void {
    if (this.#timers.length > 0) throw new Error(`${this.#timers.length} timers of an earlier execution are left`)
    this.beganMs = Math.ceil(this.#nowMs) + 10_000_000
    this.#nowMs = this.beganMs
  }

  /** How long ago that was. */
  sinceBeginningMs(): number {
    return this.#nowMs - this.beganMs
  }

  /** When the first timer is due; nothing where there is none. */
  get nextDueMs(): number | undefined {
    return this.#timers[0]?.dueMs
  }

  /** Jumps to the next due timer and fires it; gives `false` when there is none. */
  advance(): boolean {
    const [next, ...later] = this.#timers
    if (next === undefined) return false
    this.#timers = later
    this.#nowMs = next.dueMs
    next.fire()
    return true
  }

  /** Calls back after a time, unless what this returns is called before. Timers that are due together fire in order. */
  after(delayMs: number, fire: () => void): () => void {
    const timer = { dueMs: this.#nowMs + delayMs, fire }
    const index = this.#timers.findIndex(({ dueMs }) => dueMs > timer.dueMs)
    this.#timers = this.#timers.toSpliced(index === -1 ? this.#timers.length : index, 0, timer)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  /** Waits as a promise does, which cannot be told to stop. */
  wait(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, resolve)
    })
  }

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    const delayMs = Duration.toMillis(duration)
    if (delayMs <= 0) return Effect.yieldNow
    if (!Number.isFinite(delayMs)) return Effect.never
    return Effect.callback((resume) => {
      const stop = this.after(delayMs, () => resume(Effect.void))
      return Effect.sync(stop)
    })
  }

  currentTimeMillisUnsafe(): number {
    return this.#nowMs
  }

  currentTimeNanosUnsafe(): bigint {
    return BigInt(Math.round(this.#nowMs * 1_000)) * 1_000n
  }

  monotonicTimeNanosUnsafe(): bigint {
    return this.currentTimeNanosUnsafe()
  }

  readonly currentTimeMillis: Effect.Effect<number> = Effect.sync(() => this.currentTimeMillisUnsafe())
  readonly currentTimeNanos: Effect.Effect<bigint> = Effect.sync(() => this.currentTimeNanosUnsafe())
  readonly monotonicTimeNanos: Effect.Effect<bigint> = this.currentTimeNanos
}

/** The clock of the one execution that runs at a time, for activities that return promises too. */
export const clock: VirtualClock = new VirtualClock()
