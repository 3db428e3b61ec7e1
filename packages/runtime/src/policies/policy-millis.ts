import { durationMillis, PlanError } from "@millrace/plan"
import type { DurationInput } from "@millrace/plan"

/** Gives the milliseconds of a policy's duration; a text that is none is refused. */
export function policyMillis(duration: DurationInput): number {
  const millis = durationMillis(duration)
  if (millis === undefined) {
    throw new PlanError("POLICY.DURATION_INVALID", `'${duration}' is not a duration, such as '5 minutes'`)
  }
  return millis
}

/** The same for a policy that may be missing. */
export function optionalMillis(duration: DurationInput | undefined): number | undefined {
  return duration === undefined ? undefined : policyMillis(duration)
}
