/** How many entries something writes into the journal of its execution at worst. */
export interface EntryCount {
  /** Those that are known: what is done for every item of a list of unknown length counts as nothing. */
  readonly count: number
  /** The arithmetic, for people. */
  readonly because: string
  /** What more there may be, in a clause: `3 for each item of forEach 'pages'`. */
  readonly more: ReadonlyArray<string>
}

/** Writes nothing. */
export const noEntries: EntryCount = { count: 0, because: "0", more: [] }

/** So many entries, saying what they are. */
export function entriesOf(parts: ReadonlyArray<readonly [count: number, what: string]>): EntryCount {
  const written = parts.filter(([count]) => count > 0)
  const count = written.reduce((sum, [each]) => sum + each, 0)
  return { count, because: written.map(([each, what]) => `${countText(each)} ${what}`).join(" + ") || "0", more: [] }
}

/** All of them. */
export function allOf(counts: ReadonlyArray<EntryCount>): EntryCount {
  const written = counts.filter(({ count, more }) => count > 0 || more.length > 0)
  const [only, ...others] = written
  if (only === undefined) return noEntries
  if (others.length === 0) return only
  return {
    count: written.reduce((sum, each) => sum + each.count, 0),
    because: written
      .filter(({ count }) => count > 0)
      .map(({ count }) => countText(count))
      .join(" + "),
    more: written.flatMap(({ more }) => more),
  }
}

/** Whichever of several is taken. */
export function largestOf(counts: ReadonlyArray<EntryCount>): EntryCount {
  const written = counts.filter(({ count, more }) => count > 0 || more.length > 0)
  const largest = written.reduce((most, each) => (each.count > most.count ? each : most), noEntries)
  const texts = written.map(({ count }) => countText(count))
  const because = written.length > 1 ? `the most of ${texts.join(", ")}` : largest.because
  return { count: largest.count, because, more: written.flatMap(({ more }) => more) }
}

/** The same so many times. */
export function timesOf(each: EntryCount, times: number): EntryCount {
  if (times === 1) return each
  return { ...each, count: each.count * times, because: `${countText(times)} × ${countText(each.count)}` }
}

/** Shows a number with its thousands apart: `60,003`. */
export function countText(count: number): string {
  return count.toLocaleString("en-US")
}
