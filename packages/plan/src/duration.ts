/** A unit of time in a duration text; the words of effect's `Duration.Input`. */
export type DurationUnit =
  | "nano"
  | "nanos"
  | "micro"
  | "micros"
  | "milli"
  | "millis"
  | "second"
  | "seconds"
  | "minute"
  | "minutes"
  | "hour"
  | "hours"
  | "day"
  | "days"
  | "week"
  | "weeks"

/**
 * A length of time: a number of milliseconds, or a text such as `"200 millis"` or `"5 minutes"`.
 *
 * **Details**
 *
 * This is the part of effect's `Duration.Input` that a compiler can read as a literal.
 */
export type DurationInput = number | `${number} ${DurationUnit}`

const millisPerUnit: Readonly<Record<string, number>> = {
  nano: 1e-6,
  micro: 1e-3,
  milli: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
}

/**
 * Gives the milliseconds of a duration, or `undefined` when the text is not one.
 *
 * **Example**
 *
 * ```ts
 * import { durationMillis } from "@millrace/plan"
 *
 * durationMillis("5 minutes") // => 300000
 * ```
 */
export function durationMillis(input: DurationInput): number | undefined {
  if (typeof input === "number") return Number.isFinite(input) && input >= 0 ? input : undefined
  const parts = /^(\d+(?:\.\d+)?) ([a-z]+?)s?$/.exec(input)
  const perUnit = parts?.[2] === undefined ? undefined : millisPerUnit[parts[2]]
  return parts === null || perUnit === undefined ? undefined : Number(parts[1]) * perUnit
}
