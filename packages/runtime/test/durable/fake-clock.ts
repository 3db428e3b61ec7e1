import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { pass } from "./engine-workflows.ts"

/** A clock that stands still until it is set. */
export class FakeClock implements Clock.Clock {
  #nowMs: number
  readonly #sleeping = new Set<{ readonly dueMs: number; readonly wake: () => void }>()

  constructor(now: string) {
    this.#nowMs = Date.parse(now)
  }

  currentTimeMillisUnsafe(): number {
    return this.#nowMs
  }

  currentTimeNanosUnsafe(): bigint {
    return BigInt(this.#nowMs) * 1_000_000n
  }

  readonly currentTimeMillis: Effect.Effect<number> = Effect.sync(() => this.#nowMs)
  readonly currentTimeNanos: Effect.Effect<bigint> = Effect.sync(() => this.currentTimeNanosUnsafe())

  readonly monotonicTimeNanos: Effect.Effect<bigint> = this.currentTimeNanos

  monotonicTimeNanosUnsafe(): bigint {
    return this.currentTimeNanosUnsafe()
  }

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.callback((resume) => {
      const sleeper = { dueMs: this.#nowMs + Duration.toMillis(duration), wake: () => resume(Effect.void) }
      this.#sleeping.add(sleeper)
      return Effect.sync(() => {
        this.#sleeping.delete(sleeper)
      })
    })
  }

  /** Sets it, and waits until those who were woken have come to rest. */
  async set(now: string): Promise<void> {
    const untilMs = Date.parse(now)
    this.#nowMs = untilMs
    for (const sleeper of this.#sleeping) {
      if (sleeper.dueMs > untilMs) continue
      this.#sleeping.delete(sleeper)
      sleeper.wake()
    }
    await pass(20)
  }

  /** Goes on to a moment minute by minute, as time does. */
  async pass(to: string, stepMs: number): Promise<void> {
    while (this.#nowMs + stepMs < Date.parse(to)) await this.set(new Date(this.#nowMs + stepMs).toISOString())
    await this.set(to)
  }
}
