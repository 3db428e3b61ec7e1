import * as Context from "effect/Context"
import type * as Clock from "effect/Clock"
import type * as Fiber from "effect/Fiber"

/** What an observer asks of a clock. */
export type ObserverClock = Pick<Clock.Clock, "currentTimeMillisUnsafe" | "monotonicTimeNanosUnsafe">

/** The clock that a fiber was provided with, asked for by its key: the module of effect brings timers and durations. */
const provided = Context.Service<ObserverClock>("effect/Clock")

/** What effect's own clock gives. */
const systemClock: ObserverClock = {
  currentTimeMillisUnsafe: () => Date.now(),
  monotonicTimeNanosUnsafe: () => BigInt(Math.round(performance.now() * 1e6)),
}

/** Gives the clock of a fiber. */
export function clockOf({ context }: Fiber.Fiber<unknown, unknown>): ObserverClock {
  return Context.getOrUndefined(context, provided) ?? systemClock
}
