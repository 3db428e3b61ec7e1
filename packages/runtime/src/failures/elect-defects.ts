import * as Cause from "effect/Cause"

type Reasons = ReadonlyArray<Cause.Reason<unknown>>

/** Where a defect stands beside typed failures they are defects too, as in effect's own concurrency. */
export function electDefects(reasons: Reasons): Cause.Cause<unknown> {
  return reasons.some(Cause.isDieReason) ? asDefects(reasons) : Cause.fromReasons(reasons)
}

function asDefects(reasons: Reasons): Cause.Cause<never> {
  return Cause.fromReasons(
    reasons.map((reason) => (Cause.isFailReason(reason) ? Cause.makeDieReason(reason.error) : reason)),
  )
}
