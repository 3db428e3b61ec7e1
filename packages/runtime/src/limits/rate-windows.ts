import { PlanError } from "@millrace/plan"
import type { RateLimit } from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Gate } from "./gate.ts"
import { policyMillis } from "../policies/policy-millis.ts"

/**
 * When the next start may be.
 *
 * **Details**
 *
 * The last `limit` starts are kept, and each start is at least the interval after the one `limit` before it, so that no
 * stretch of that length ever sees more. (Effect's `RateLimiter` counts in windows that begin anew after a pause, which
 * lets more through: starts at 0, 501 and 502 ms with a limit of two a second.) Turns are given in the order in which they
 * are asked for; one that is given up is lost.
 */
export class RateWindow {
  readonly limit: number
  readonly intervalMs: number
  readonly #starts: Array<number> = []
  #oldest = 0

  constructor(limit: number, intervalMs: number) {
    this.limit = limit
    this.intervalMs = intervalMs
  }

  /** Takes the next turn, and gives how long to wait for it, in milliseconds. */
  take(nowMs: number): number {
    const before = this.#starts[this.#oldest]
    const startMs = before === undefined ? nowMs : Math.max(nowMs, before + this.intervalMs)
    this.#starts[this.#oldest] = startMs
    this.#oldest = (this.#oldest + 1) % this.limit
    return startMs - nowMs
  }
}

const windows = new Map<string, RateWindow>()

/** Gives the window of a rate limit: the same one wherever in the process a rate limit has this name. */
export function windowOf({ name, limit, interval }: RateLimit): RateWindow {
  const intervalMs = policyMillis(interval)
  const known = windows.get(name)
  if (known === undefined) {
    if (!Number.isInteger(limit) || limit < 1) {
      throw new PlanError(
        "RATE_LIMIT.LIMIT_INVALID",
        `rate limit '${name}' has limit ${limit}, but it is a whole number from 1`,
      )
    }
    const window = new RateWindow(limit, intervalMs)
    windows.set(name, window)
    return window
  }
  if (known.limit !== limit || known.intervalMs !== intervalMs) {
    throw new PlanError(
      "RATE_LIMIT.DIFFERS",
      `rate limit '${name}' is ${limit} in ${intervalMs} ms here and ${known.limit} in ${known.intervalMs} ms elsewhere, but there is one of a name`,
    )
  }
  return known
}

/**
 * Gives the turns of a rate limit, which are waited for.
 *
 * @since 0.1.0
 */
export function turnsOf(limit: RateLimit): Gate {
  const window = windowOf(limit)
  return (begin) =>
    Effect.flatMap(Clock.currentTimeMillis, (nowMs) => {
      const delayMs = window.take(nowMs)
      return delayMs > 0 ? Effect.flatMap(Effect.sleep(delayMs), begin) : begin()
    })
}
