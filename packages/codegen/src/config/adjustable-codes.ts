import type { RuleCode } from "../2-analyze/rules/rule-codes.ts"
import { ruleCodes } from "../2-analyze/rules/rule-codes.ts"
import { unusedCodes } from "../6-check/causes.ts"

/** What a diagnostic can be made by configuration; `"off"` leaves it out. */
export type ConfiguredLevel = "error" | "warning" | "info" | "off"

/** A code that says of a flow that it is unwise, not that no runner can be made of it: its level can be changed. */
export type AdjustableCode =
  | RuleCode
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
export const adjustableCodes: ReadonlySet<string> = new Set<string>([
  ...Object.keys(ruleCodes),
  "COMPENSATE.OUTSIDE_SAGA",
  "FLOW.NOT_EXPORTED",
  "SCHEDULE.READS_UNKNOWN",
  "SUPPRESSION.REASON_MISSING",
  "SUPPRESSION.UNUSED",
  ...unusedCodes.map((code) => `TYPE.TS${code}`),
])

/** Codes that are left out in some flows, or in all, unless a configuration gives them a level. */
export const codesToAskFor: ReadonlySet<string> = new Set(
  Object.entries(ruleCodes).flatMap(([code, { level }]) => (level === "off" ? [code] : [])),
)
