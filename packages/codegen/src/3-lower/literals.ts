import { durationMillis, InternalError } from "@millrace/plan"
import type { DurationInput, RetryPolicy } from "@millrace/plan"
import type { LiteralValue } from "./expression.ts"

/** Gives the milliseconds of a duration that loading has found to be one. */
export function millis(duration: DurationInput): number {
  const found = durationMillis(duration)
  if (found === undefined) throw new InternalError(`'${duration}' is no duration`)
  return found
}

/** Gives the milliseconds of a duration where there is one. */
export function optionalMillis(duration: DurationInput | undefined): number | undefined {
  return duration === undefined ? undefined : millis(duration)
}

/** Gives a retry policy as plain data. */
export function policyLiteral(policy: RetryPolicy): LiteralValue {
  return Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined))
}
