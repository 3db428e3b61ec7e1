/** The sizes of pools by name. */
export const pools: Readonly<Record<string, number>> = { narrow: 1, wide: 2 }

/** The rate limits by name. */
export const rateLimits: Readonly<Record<string, { readonly limit: number; readonly intervalMs: number }>> = {
  scarce: { limit: 2, intervalMs: 60_000 },
  rare: { limit: 1, intervalMs: 35_001 },
}
