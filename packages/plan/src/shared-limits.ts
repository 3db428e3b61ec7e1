import type { DurationInput } from "./duration.ts"

/**
 * A limit on how many steps run at once, shared by every workflow of the process that names this pool.
 *
 * @since 0.1.0
 */
export interface Pool {
  readonly kind: "pool"
  readonly name: string
  readonly size: number
}

/** Makes a pool; a step takes a place in it with its `pool` option. */
export function pool(name: string, options: { readonly size: number }): Pool {
  return Object.freeze({ kind: "pool", name, size: options.size })
}

/**
 * A limit on how many attempts start in an interval, shared by every workflow of the process that names it.
 *
 * @since 0.1.0
 */
export interface RateLimit {
  readonly kind: "rateLimit"
  readonly name: string
  readonly limit: number
  readonly interval: DurationInput
}

/** Makes a rate limit; a step keeps to it with its `rateLimit` option. */
export function rateLimit(
  name: string,
  options: { readonly limit: number; readonly interval: DurationInput },
): RateLimit {
  return Object.freeze({ kind: "rateLimit", name, limit: options.limit, interval: options.interval })
}
