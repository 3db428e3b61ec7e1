import { unusedCodes } from "../6-check/causes.ts"

/** What a diagnostic can be made by configuration; `"off"` leaves it out. */
export type ConfiguredLevel = "error" | "warning" | "info" | "off"

/** A code that says of a flow that it is unwise, not that it is wrong: its level can be changed. */
export type AdjustableCode =
  | "COMPENSATE.OUTSIDE_SAGA"
  | "FLOW.NOT_EXPORTED"
  | "SCHEDULE.READS_UNKNOWN"
  | "SUPPRESSION.REASON_MISSING"
  | "SUPPRESSION.UNUSED"
  | `TYPE.TS${(typeof unusedCodes)[number]}`

/**
 * Every code whose level can be changed.
 *
 * **Details**
 *
 * All others are errors, and stay so: without them a runner would be emitted that does something else than its flow says.
 */
export const adjustableCodes: ReadonlySet<string> = new Set<AdjustableCode>([
  "COMPENSATE.OUTSIDE_SAGA",
  "FLOW.NOT_EXPORTED",
  "SCHEDULE.READS_UNKNOWN",
  "SUPPRESSION.REASON_MISSING",
  "SUPPRESSION.UNUSED",
  ...unusedCodes.map((code): AdjustableCode => `TYPE.TS${code}`),
])
