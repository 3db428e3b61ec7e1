import type { AnyActivity } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { messageOf } from "../events/failure-facts.ts"
import { ActivityDefect } from "../failures/activity-defect.ts"
import type { Attempt } from "./attempt.ts"

/** Gives the outcome of an attempt that threw or rejected: a declared error is a typed failure, anything else a defect. */
export function thrownOutcome(activity: AnyActivity, attempt: Attempt, thrown: unknown): Exit.Exit<never, unknown> {
  if (activity.errors.some((errorClass) => thrown instanceof errorClass)) return Exit.fail(thrown)
  return defectOutcome(activity, attempt, undeclared(thrown))
}

/** Gives the outcome of an attempt whose Effect failed: defects are the activity's, everything else stays as it is. */
export function causeOutcome(
  activity: AnyActivity,
  attempt: Attempt,
  cause: Cause.Cause<unknown>,
): Exit.Exit<never, unknown> {
  const defect = cause.reasons.find(Cause.isDieReason)
  return defect === undefined ? Exit.failCause(cause) : defectOutcome(activity, attempt, undeclared(defect.defect))
}

/** Gives the outcome of an attempt that ended with a defect; `problem` is the rest of the sentence about it. */
export function defectOutcome(
  activity: AnyActivity,
  attempt: Attempt,
  { problem, cause }: { readonly problem: string; readonly cause: unknown },
): Exit.Exit<never, unknown> {
  return Exit.die(
    new ActivityDefect({ activity: activity.name, path: attempt.path, attempt: attempt.attempt, problem, cause }),
  )
}

function undeclared(cause: unknown): { readonly problem: string; readonly cause: unknown } {
  return { problem: `failed with an undeclared error: ${messageOf(cause)}`, cause }
}
