import type { ValueIssue } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { InvalidValue } from "../failures/invalid-value.ts"
import { ready } from "../runner/ready.ts"
import type { Checker } from "../schemas/checker.ts"
import type { Attempt } from "./attempt.ts"
import { thrownOutcome } from "./outcome.ts"
import type { CompiledActivity } from "./run-attempt.ts"

/** Validates what an activity gave, and tells who has to know that the attempt has succeeded. */
export function output(compiled: CompiledActivity, attempt: Attempt, value: unknown): Effect.Effect<unknown, unknown> {
  const { checkOutput } = compiled
  if (checkOutput === undefined && attempt.succeeded === undefined) return ready(value)
  const checked =
    checkOutput === undefined
      ? Exit.succeed(value)
      : checkedValue(compiled, attempt, { subject: "output", check: checkOutput, value })
  return Effect.mapEager(checked, (valid) => {
    attempt.succeeded?.(valid)
    return valid
  })
}

/** Gives the valid value; one that does not fit is a defect of the activity. */
export function checkedValue(
  { activity }: CompiledActivity,
  attempt: Attempt,
  { subject, check, value }: { readonly subject: "input" | "output"; readonly check: Checker; readonly value: unknown },
): Effect.Effect<unknown, unknown> {
  try {
    return Effect.catchEager(check(value), (issues: ReadonlyArray<ValueIssue>) =>
      thrownOutcome(activity, attempt, new InvalidValue(subject, issues)),
    )
  } catch (thrown) {
    return thrownOutcome(activity, attempt, thrown)
  }
}
