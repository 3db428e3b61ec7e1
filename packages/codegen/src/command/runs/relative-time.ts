const units: ReadonlyArray<readonly [unitMs: number, name: string]> = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
]

/** Gives a length of time in one unit, or two where the first one is small: `3 s`, `2 min`, `1 h 20 min`. */
export function lengthText(lengthMs: number): string {
  const index = units.findIndex(([unitMs]) => lengthMs >= unitMs)
  const [unitMs, name] = units[index] ?? [1, "ms"]
  const count = Math.floor(lengthMs / unitMs)
  const [smallerMs, smaller] = units[index + 1] ?? [0, ""]
  const rest = index < 0 || smallerMs === 0 ? 0 : Math.floor((lengthMs % unitMs) / smallerMs)
  return count < 3 && rest > 0 ? `${count} ${name} ${rest} ${smaller}` : `${count} ${name}`
}

/** Says how long ago a moment was, or when it will be. */
export function relativeTime(momentMs: number, nowMs: number): string {
  const awayMs = momentMs - nowMs
  if (Math.abs(awayMs) < 1_000) return "now"
  return awayMs < 0 ? `${lengthText(-awayMs)} ago` : `in ${lengthText(awayMs)}`
}
