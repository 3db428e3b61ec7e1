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
  /**
   * What it takes at worst at least, in milliseconds: what has no limit counts as nothing. The same as `ms` where there is
   * a limit.
   */
  readonly knownMs: number
}

/** Takes no time worth counting. */
export const noTime: WorstTime = timeOf(0, "0")

/** Gives a time that is known. */
function timeOf(ms: number, because: string): WorstTime {
  return { ms, because, missing: [], knownMs: ms }
}

/** Gives a time without a limit, saying why. */
export function unlimited(why: string, knownMs = 0): WorstTime {
  return { ms: undefined, because: why, missing: [why], knownMs }
}

/** Gives the time of a literal duration. */
export function lasting(duration: DurationInput, what: string): WorstTime {
  const ms = durationMillis(duration)
  return ms === undefined ? unlimited(`${what} is no duration`) : timeOf(ms, `${what} ${timeText(ms)}`)
}

/** One after another. */
export function inSequence(times: ReadonlyArray<WorstTime>): WorstTime {
  return together(times, {
    because: (texts) => texts.join(" + "),
    lasts: (each) => each.reduce((sum, ms) => sum + ms, 0),
  })
}

/** The slowest of several. */
export function slowest(times: ReadonlyArray<WorstTime>): WorstTime {
  return together(times, {
    because: (texts) => `the longest of ${texts.join(", ")}`,
    lasts: (each) => Math.max(...each),
  })
}

/** Several that wait for `places` places, in the order given; a shorter one never makes all of them take longer. */
export function atOnce(times: ReadonlyArray<WorstTime>, places: number): WorstTime {
  if (places >= times.length) return slowest(times)
  return together(times, {
    because: (texts) => `${texts.join(", ")}, ${places} at once`,
    lasts: (each) => inPlaces(each, places),
    isAlone: false,
  })
}

/** The same one many times, for `places` places. */
export function repeated(time: WorstTime, times: number, places = 1): WorstTime {
  if (time.ms === 0 || times === 1) return time
  const rounds = Math.ceil(times / places)
  const text = `${times} × ${timeText(time.ms)}`
  return {
    ms: time.ms === undefined ? undefined : time.ms * rounds,
    because: places === 1 ? text : `${text}, ${places} at once`,
    missing: time.missing,
    knownMs: time.knownMs * rounds,
  }
}

interface Putting {
  readonly because: (texts: ReadonlyArray<string>) => string
  readonly lasts: (each: ReadonlyArray<number>) => number
  /** Whether one that takes time is the whole. @default true */
  readonly isAlone?: boolean
}

function together(times: ReadonlyArray<WorstTime>, { because, lasts, isAlone = true }: Putting): WorstTime {
  const counted = times.filter(({ ms }) => ms !== 0)
  const [only, ...others] = counted
  if (only === undefined) return noTime
  if (isAlone && others.length === 0) return only
  const all = isAlone ? counted : times
  const missing = all.flatMap((each) => each.missing)
  return {
    ms: missing.length > 0 ? undefined : lasts(all.map(({ ms = 0 }) => ms)),
    because: because(all.map(({ ms }) => timeText(ms))),
    missing,
    knownMs: lasts(all.map(({ knownMs }) => knownMs)),
  }
}

function inPlaces(each: ReadonlyArray<number>, places: number): number {
  const free = Array.from({ length: places }, () => 0)
  for (const ms of each) {
    const next = free.indexOf(Math.min(...free))
    free[next] = (free[next] ?? 0) + ms
  }
  return Math.max(...free)
}

/** Nothing takes longer than its limit. */
export function limitedTo(limit: DurationInput | undefined, what: string, time: WorstTime): WorstTime {
  const ms = limit === undefined ? undefined : durationMillis(limit)
  if (ms === undefined || (time.ms !== undefined && time.ms <= ms)) return time
  const because = `${what} ${timeText(ms)}${time.ms === undefined ? "" : `, less than ${time.because}`}`
  return timeOf(ms, because)
}

/** All attempts of a step, with the waits between them at their longest. */
export function attemptsOf(
  timeout: DurationInput | undefined,
  retry: RetryPolicy | undefined,
  name: string,
): WorstTime {
  const one = timeout === undefined ? undefined : durationMillis(timeout)
  const attempts = retry === undefined ? 1 : (retry.maximumAttempts ?? 3)
  const waits = retry === undefined ? [] : waitsOf(retry, attempts, "longest")
  const waiting = waits.reduce((sum, each) => sum + each, 0)
  if (one === undefined) return unlimited(`${name} has no timeout`, waiting)
  if (waits.length === 0) return timeOf(one, `timeout ${timeText(one)}`)
  const jitter = (retry?.jitter ?? 0) > 0 ? " with jitter" : ""
  return timeOf(attempts * one + waiting, `${attempts} × ${timeText(one)} + waits of ${waitsText(waits)}${jitter}`)
}

/** Shows waits as a sum; of many the first ones and the last. */
export function waitsText(waits: ReadonlyArray<number>): string {
  const shown =
    waits.length > 5 ? [...waits.slice(0, 4).map(timeText), "...", timeText(waits.at(-1))] : waits.map(timeText)
  return shown.join(" + ")
}

/** Gives the waits between the attempts of a policy, with the jitter that makes them longest or shortest. */
export function waitsOf(retry: RetryPolicy, attempts: number, which: "longest" | "shortest"): ReadonlyArray<number> {
  const initial = durationMillis(retry.initialInterval ?? 1_000) ?? 1_000
  const maximum = durationMillis(retry.maximumInterval ?? 100 * initial) ?? 100 * initial
  const jitter = (retry.jitter ?? 0) * (which === "longest" ? 1 : -1)
  return Array.from(
    { length: attempts - 1 },
    (_, index) => Math.min(initial * (retry.backoffCoefficient ?? 2) ** index, maximum) * (1 + jitter),
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
