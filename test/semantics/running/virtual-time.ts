import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scheduler from "effect/Scheduler"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"

/** How many turns of the event loop go by before it is said that nothing happens any more. */
const quietTurns = 40
/** A workflow of these tests that makes more timers than this makes them for ever. */
const mostTimers = 10_000

/**
 * Effect's `TestClock`, which knows when its next timer is due, so that time can go from one timer to the next.
 *
 * **Details**
 *
 * Promises that do not wait for this clock settle between two timers, in no time.
 */
export class VirtualTime {
  readonly #clock: TestClock.TestClock
  readonly #beganMs: number
  /** When each timer that waits is due. */
  readonly #due: Array<number> = []
  /** What is run on this clock is provided with it. */
  readonly layer: Layer.Layer<never>

  private constructor(clock: TestClock.TestClock, scheduler: Scheduler.Scheduler) {
    this.#clock = clock
    this.#beganMs = clock.currentTimeMillisUnsafe()
    const watched: TestClock.TestClock = { ...clock, sleep: (duration) => this.#sleep(duration) }
    this.layer = Layer.succeedContext(
      Context.make(Clock.Clock, watched).pipe(Context.add(Scheduler.Scheduler, scheduler)),
    )
  }

  /** Makes a clock that stands at a moment, which is 0 for all that follows. */
  static async from(beginsAtMs: number): Promise<VirtualTime> {
    // The runtime loads it when an agent is first called, which would take real time.
    await import("effect/persistence/CircuitBreaker")
    const context = await Effect.runPromise(Layer.buildWithScope(TestClock.layer(), Scope.makeUnsafe()))
    // The layer of a test clock gives it as the clock, which its type does not say.
    const clock = Context.get(context, Clock.Clock) as TestClock.TestClock
    await Effect.runPromise(clock.setTime(beginsAtMs))
    return new VirtualTime(clock, Context.get(context, Scheduler.Scheduler))
  }

  /** Milliseconds since the beginning. */
  now(): number {
    return this.since(this.#clock.currentTimeMillisUnsafe())
  }

  /** Gives a time of this clock as milliseconds since the beginning. */
  since(timeMs: number): number {
    return timeMs - this.#beganMs
  }

  /** Resolves after milliseconds on this clock. */
  pass(ms: number): Promise<void> {
    return Effect.runPromise(this.#sleep(Duration.millis(ms)))
  }

  /** Lets everything happen that waits for no timer. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < quietTurns; turn++) await new Promise((resolve) => setImmediate(resolve))
  }

  /** Goes on until a moment; every timer on the way fires in its own. */
  async goTo(ms: number): Promise<void> {
    await this.settle()
    for (let next = this.#next(); next < ms; next = this.#next()) {
      await this.#set(next)
      await this.settle()
    }
    await this.#set(ms)
    await this.settle()
  }

  /** Goes from timer to timer until something is done. */
  async goUntil(isDone: () => boolean): Promise<void> {
    for (let timers = 0; timers < mostTimers; timers++) {
      await this.settle()
      if (isDone()) return
      const next = this.#next()
      if (next !== Infinity) await this.#set(next)
      // What waits neither for a timer nor for anything in this process, such as a signature, takes real time.
      else await new Promise((resolve) => setTimeout(resolve, 1))
    }
    throw new Error("this execution does not end")
  }

  #next(): number {
    return Math.min(...this.#due)
  }

  async #set(ms: number): Promise<void> {
    await Effect.runPromise(this.#clock.setTime(this.#beganMs + ms))
  }

  #sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.suspend(() => {
      const due = this.now() + Duration.toMillis(duration)
      this.#due.push(due)
      return Effect.onExit(this.#clock.sleep(duration), () =>
        Effect.sync(() => {
          this.#due.splice(this.#due.indexOf(due), 1)
        }),
      )
    })
  }
}
