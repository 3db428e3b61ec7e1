/** How long one run took, in microseconds, over all rounds. */
export interface Cost {
  readonly median: number
  readonly min: number
  readonly max: number
}

export function costOf(rounds: ReadonlyArray<number>): Cost {
  return { median: median(rounds), min: Math.min(...rounds), max: Math.max(...rounds) }
}

export function median(values: ReadonlyArray<number>): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
