import { Permits } from "./model-permits.ts"
import type { Doing } from "./model-process.ts"
import { sleep } from "./model-activity.ts"
import type { At } from "./model-place.ts"
import type { Simulation } from "./model-simulation.ts"
import { pools, rateLimits } from "./shared-means.ts"

/** What all executions share: pools, rate limits, caches. */
export class Shared {
  readonly #simulation: Simulation
  readonly #pools = new Map<string, Permits>()
  readonly #starts = new Map<string, ReadonlyArray<number>>()
  readonly #caches = new Map<object, KeptResults>()

  constructor(simulation: Simulation) {
    this.#simulation = simulation
  }

  pool(name: string): Permits {
    const found = this.#pools.get(name) ?? new Permits(this.#simulation, pools[name] ?? 1)
    this.#pools.set(name, found)
    return found
  }

  /** Takes the next turn of a rate limit: so many starts, then none before the interval after the first of them. */
  turnMs(name: string): number {
    const { limit, intervalMs } = rateLimits[name] ?? { limit: 1, intervalMs: 0 }
    const starts = this.#starts.get(name) ?? []
    const before = starts.at(-limit)
    const { nowMs } = this.#simulation
    const startMs = before === undefined ? nowMs : Math.max(nowMs, before + intervalMs)
    this.#starts.set(name, [...starts, startMs])
    return startMs - nowMs
  }

  /** Gives the results of a step. */
  cache(step: object): KeptResults {
    const found = this.#caches.get(step) ?? new KeptResults(this.#simulation)
    this.#caches.set(step, found)
    return found
  }
}

/** Waits for a turn in a rate limit, where there is one, and then does something. */
export function* inTurn<Value>(at: At, name: string | undefined, doing: () => Doing<Value>): Doing<Value> {
  const delayMs = name === undefined ? 0 : at.execution.shared.turnMs(name)
  if (delayMs > 0) yield* sleep(at, delayMs)
  return yield* doing()
}

/** Results by key, for a time; the least recently used go first. */
export class KeptResults {
  readonly #simulation: Simulation
  #kept: ReadonlyMap<string, { readonly value: unknown; readonly untilMs: number }> = new Map()

  constructor(simulation: Simulation) {
    this.#simulation = simulation
  }

  get(key: string): { readonly value: unknown } | undefined {
    const found = this.#kept.get(key)
    this.#kept = new Map([...this.#kept].filter(([each]) => each !== key))
    if (found === undefined || this.#simulation.nowMs >= found.untilMs) return undefined
    this.#kept = new Map([...this.#kept, [key, found]])
    return found
  }

  set(
    key: string,
    value: unknown,
    { ttl, maximumSize = 1_000 }: { readonly ttl: number; readonly maximumSize?: number },
  ): void {
    const kept = new Map(this.#kept)
    kept.set(key, { value, untilMs: this.#simulation.nowMs + ttl })
    this.#kept = new Map([...kept].slice(-maximumSize))
  }
}
