import type { DurationInput } from "@millrace/plan"
import * as Cache from "effect/Cache"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import { policyMillis } from "../policies/policy-millis.ts"

/** Results of one step, in memory and for the whole process. */
export interface StepCache {
  readonly get: (key: string) => Effect.Effect<Option.Option<unknown>>
  readonly set: (key: string, value: unknown) => Effect.Effect<void>
}

/** How results are kept. */
export interface CacheOptions {
  /** How long a result is kept. */
  readonly ttl: DurationInput
  /** The most results kept; the least recently used go first. @default 1000 */
  readonly maximumSize?: number
}

/**
 * Makes the cache of a step, empty.
 *
 * **Example**
 *
 * ```ts
 * const priceStep = step("price", price, { cache: cache({ ttl: 60_000 }) })
 * ```
 *
 * @since 0.1.0
 */
export function cache({ ttl, maximumSize = 1_000 }: CacheOptions): StepCache {
  const timeToLive = policyMillis(ttl)
  const kept = Effect.runSync(
    Cache.makeWith((_key: string): Effect.Effect<unknown> => Effect.die("nothing is looked up"), {
      capacity: maximumSize,
      timeToLive: () => timeToLive,
    }),
  )
  return { get: (key) => Cache.getOption(kept, key), set: (key, value) => Cache.set(kept, key, value) }
}
