import type { DurationInput } from "@millrace/plan"
import * as Cache from "effect/Cache"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { policyMillis } from "../policies/policy-millis.ts"
import { inCharge } from "../runner/block-wait.ts"
import { stepPath } from "../runner/position.ts"
import type { AnyStep } from "../verbs/step.ts"
import { inputKey } from "./cache-key.ts"

/** Results of one step, in memory and for the whole process. */
export interface StepCache {
  /** Gives a step that runs only where its result is not kept. */
  readonly stepOf: (name: string, run: AnyStep) => AnyStep
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
 * const priceStep = step("price", price, withPolicies({ cache: cache({ ttl: 60_000 }) }))
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
  return { stepOf: (name, run) => cachedStep(name, kept, run) }
}

/** A result that is kept is given without an attempt; only successes are kept. */
function cachedStep(name: string, kept: Cache.Cache<string, unknown>, run: AnyStep): AnyStep {
  return (at, input, extras) =>
    Effect.suspend(() => {
      const path = (): string => stepPath(at, name)
      const key = extras?.cacheKey ?? inputKey(input, path)
      return Effect.flatMap(Cache.getOption(kept, key), (found) => {
        if (Option.isNone(found)) {
          return Effect.flatMap(inCharge(run(at, input, extras)), (value) =>
            Effect.as(Cache.set(kept, key, value), value),
          )
        }
        at.execution.observer?.emit(path(), { type: "step.completed", attempt: 0, durationMs: 0, cached: true })
        return Exit.succeed(found.value)
      })
    })
}
