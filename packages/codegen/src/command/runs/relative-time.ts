const units: ReadonlyArray<readonly [unitMs: number, name: string]> = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
]

/** Gives a length of time in one unit, or two where the first one is small, rounded: `3 s`, `2 min`, `1 h 20 min`. */
export function lengthText(lengthMs: number): string {
  const index = units.findIndex(([unitMs]) => lengthMs >= unitMs)
  const [unitMs, name] = units[index] ?? [1, "ms"]
  const [smallerMs, smaller] = (index < 0 ? undefined : units[index + 1]) ?? [unitMs, ""]
  const leastMs = lengthMs < 3 * unitMs ? smallerMs : unitMs
  const rounded = Math.round(lengthMs / leastMs) * leastMs
  const [largerMs = Infinity] = units[(index < 0 ? units.length : index) - 1] ?? []
  if (rounded >= largerMs) return lengthText(rounded)
  const count = Math.floor(rounded / unitMs)
  const rest = Math.floor((rounded % unitMs) / smallerMs)
  return count < 3 && rest > 0 ? `${count} ${name} ${rest} ${smaller}` : `${count} ${name}`
}

/** Says how long ago a moment was, or when it will be. */
export function relativeTime(momentMs: number, nowMs: number): string {
  const awayMs = momentMs - nowMs
  if (Math.abs(awayMs) < 1_000) return "now"
  return awayMs < 0 ? `${lengthText(-awayMs)} ago` : `in ${lengthText(awayMs)}`
}
