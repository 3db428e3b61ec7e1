import type { DurableRunner } from "../life/execution-life.ts"

/** When and how executions are started by the clock. */
export interface Schedule {
  /** Tells it from the others, and begins the ids of what it starts: `nightly@2026-11-27T03:00:00.000Z`. */
  readonly name: string
  /** Minute, hour, day of the month, month, day of the week; with a field more the first one is the second. */
  readonly cron: string
  /** Where the fields are read, as `Europe/Berlin`. @default "UTC" */
  readonly timeZone?: string
  readonly runner: DurableRunner
  /** What each execution is given, or a function that gives it for the moment that was due. */
  readonly input?: unknown
  readonly vars?: Readonly<Record<string, unknown>>
  readonly priority?: number
  /** What happens when the last one that it has started has not ended. @default "skip" */
  readonly overlap?: "skip" | "allow"
  /** Which moments that passed while nobody looked are made up for: none, the last or all of them. @default "last" */
  readonly catchUp?: "none" | "last" | "all"
}

/** Where a schedule stands. */
export interface ScheduleState {
  readonly name: string
  readonly cron: string
  readonly timeZone: string
  readonly workflow: string
  readonly nextDueMs: number
  /** The last execution that it has started, and when that was due. */
  readonly last?: { readonly dueMs: number; readonly execution: string }
  /** When it last did not start one, for the one before had not ended. */
  readonly skippedMs?: number
}

/** A schedule whose input is checked by the types of its runner. */
export type ScheduleOf<Input> = Omit<Schedule, "runner" | "input"> & {
  readonly runner: DurableRunner<Input>
} & ([Input] extends [void] ? { readonly input?: undefined } : { readonly input: Input | ((due: Date) => Input) })

/**
 * Makes a schedule whose input fits its workflow.
 *
 * **Example**
 *
 * ```ts
 * const nightly = schedule({ name: "nightly", cron: "0 3 * * *", timeZone: "Europe/Berlin", runner: report, input: {} })
 * ```
 *
 * @since 0.1.0
 */
export function schedule<Input>(given: ScheduleOf<Input>): Schedule {
  return Object.freeze<Schedule>({ ...given })
}
