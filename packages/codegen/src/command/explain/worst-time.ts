import { durationMillis } from "@millrace/plan"
import type { DurationInput, RetryPolicy } from "@millrace/plan"

/** How long something takes at worst. */
export interface WorstTime {
  /** In milliseconds; `undefined` where there is no limit that is known. */
  readonly ms: number | undefined
  /** The arithmetic, for people. */
  readonly because: string
  /** Why there is no limit. */
  readonly missing: ReadonlyArray<string>
}

/** Takes no time worth counting. */
export const noTime: WorstTime = { ms: 0, because: "0", missing: [] }

/** Gives a time without a limit, saying why. */
export function unlimited(why: string): WorstTime {
  return { ms: undefined, because: why, missing: [why] }
}

/** Gives the time of a literal duration. */
export function lasting(duration: DurationInput, what: string): WorstTime {
  const ms = durationMillis(duration)
  return ms === undefined
    ? unlimited(`${what} is no duration`)
    : { ms, because: `${what} ${timeText(ms)}`, missing: [] }
}

/** One after another. */
export function inSequence(times: ReadonlyArray<WorstTime>): WorstTime {
  const counted = times.filter(({ ms }) => ms !== 0)
  const [only, ...others] = counted
  if (only === undefined) return noTime
  if (others.length === 0) return only
  const missing = counted.flatMap((each) => each.missing)
  return {
    ms: missing.length > 0 ? undefined : counted.reduce((sum, { ms = 0 }) => sum + ms, 0),
    because: counted.map(({ ms }) => timeText(ms)).join(" + "),
    missing,
  }
}

/** The slowest of several. */
export function slowest(times: ReadonlyArray<WorstTime>): WorstTime {
  const counted = times.filter(({ ms }) => ms !== 0)
  const [only, ...others] = counted
  if (only === undefined) return noTime
  if (others.length === 0) return only
  const missing = counted.flatMap((each) => each.missing)
  return {
    ms: missing.length > 0 ? undefined : Math.max(...counted.map(({ ms = 0 }) => ms)),
    because: `the longest of ${counted.map(({ ms }) => timeText(ms)).join(", ")}`,
    missing,
  }
}

/** Several that wait for `atOnce` places, in the order given; a shorter one never makes all of them take longer. */
export function atOnce(times: ReadonlyArray<WorstTime>, places: number): WorstTime {
  if (places >= times.length) return slowest(times)
  const missing = times.flatMap((each) => each.missing)
  const because = `${times.map(({ ms }) => timeText(ms)).join(", ")}, ${places} at once`
  if (missing.length > 0) return { ms: undefined, because, missing }
  const free = Array.from({ length: places }, () => 0)
  for (const { ms = 0 } of times) {
    const next = free.indexOf(Math.min(...free))
    free[next] = (free[next] ?? 0) + ms
  }
  return { ms: Math.max(...free), because, missing }
}

/** Nothing takes longer than its limit. */
export function limitedTo(limit: DurationInput | undefined, what: string, time: WorstTime): WorstTime {
  const ms = limit === undefined ? undefined : durationMillis(limit)
  if (ms === undefined || (time.ms !== undefined && time.ms <= ms)) return time
  return {
    ms,
    because: `${what} ${timeText(ms)}${time.ms === undefined ? "" : `, less than ${time.because}`}`,
    missing: [],
  }
}

/** All attempts of a step, with the waits between them at their longest. */
export function attemptsOf(
  timeout: DurationInput | undefined,
  retry: RetryPolicy | undefined,
  name: string,
): WorstTime {
  const one = timeout === undefined ? undefined : durationMillis(timeout)
  if (one === undefined) return unlimited(`${name} has no timeout`)
  const attempts = retry === undefined ? 1 : (retry.maximumAttempts ?? 3)
  if (retry === undefined || attempts === 1) return { ms: one, because: `timeout ${timeText(one)}`, missing: [] }
  const waits = waitsOf(retry, attempts)
  const ms = attempts * one + waits.reduce((sum, each) => sum + each, 0)
  const shown =
    waits.length > 5 ? [...waits.slice(0, 4).map(timeText), "...", timeText(waits.at(-1))] : waits.map(timeText)
  const jitter = (retry.jitter ?? 0) > 0 ? " with jitter" : ""
  return { ms, because: `${attempts} × ${timeText(one)} + waits of ${shown.join(" + ")}${jitter}`, missing: [] }
}

function waitsOf(retry: RetryPolicy, attempts: number): ReadonlyArray<number> {
  const initial = durationMillis(retry.initialInterval ?? 1_000) ?? 1_000
  const maximum = durationMillis(retry.maximumInterval ?? 100 * initial) ?? 100 * initial
  return Array.from(
    { length: attempts - 1 },
    (_, index) => Math.min(initial * (retry.backoffCoefficient ?? 2) ** index, maximum) * (1 + (retry.jitter ?? 0)),
  )
}

/** Shows a time: `200 ms`, `1.5 s`, `2 min 6 s`, `3 h`. */
export function timeText(ms: number | undefined): string {
  if (ms === undefined) return "no limit"
  if (ms < 1_000) return `${Math.round(ms)} ms`
  let left = ms
  const whole = units.flatMap(([unit, size]) => {
    const times = Math.floor(left / size)
    left -= times * size
    return times === 0 ? [] : [`${times} ${unit}`]
  })
  return [...whole, ...(left === 0 ? [] : [`${Math.round(left) / 1_000} s`])].join(" ")
}

const units: ReadonlyArray<readonly [unit: string, ms: number]> = [
  ["d", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
]
