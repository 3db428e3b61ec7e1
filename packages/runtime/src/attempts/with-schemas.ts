import type { AnyActivity, ValueIssue } from "@millrace/plan"
import * as Effect from "effect/Effect"
import { InvalidValue } from "../failures/invalid-value.ts"
import { isExit } from "../runner/ready.ts"
import { validatorOf } from "../schemas/checker.ts"
import type { Checker } from "../schemas/checker.ts"
import type { Attempt } from "./attempt.ts"
import { defectOutcome, thrownOutcome } from "./outcome.ts"

/** Gives a value of an attempt once it has been checked, or the defect of the activity that took or gave it. */
export type ValueCheck = (attempt: Attempt, value: unknown) => Effect.Effect<unknown, unknown>

/** How the values of an activity are checked. */
export interface ActivityChecks {
  readonly checkInput?: ValueCheck | undefined
  readonly checkOutput?: ValueCheck | undefined
}

/**
 * Gives an activity whose input and output are checked by the schemas that it declares.
 *
 * **Example**
 *
 * ```ts
 * const readStep = step("read", withSchemas(readDocument))
 * ```
 *
 * @since 0.1.0
 */
export function withSchemas<const Given extends AnyActivity>(activity: Given): Given {
  return { ...activity, ...checksOf(activity) }
}

/** Compiles the schemas of an activity. */
export function checksOf(activity: AnyActivity): ActivityChecks {
  const { input, output } = activity
  return {
    ...(input === undefined ? {} : { checkInput: valueCheck(activity, "input", validatorOf(input)) }),
    ...(output === undefined ? {} : { checkOutput: valueCheck(activity, "output", validatorOf(output)) }),
  }
}

function valueCheck(activity: AnyActivity, subject: "input" | "output", check: Checker): ValueCheck {
  const verb = subject === "input" ? "took" : "gave"
  return (attempt, value) => {
    const refused = (issues: ReadonlyArray<ValueIssue>): Effect.Effect<never, unknown> => {
      const cause = new InvalidValue(subject, issues)
      const problem = `${verb} a value that does not fit its schema: ${cause.message}`
      return defectOutcome(activity, attempt, { problem, cause })
    }
    try {
      const valid = check(value)
      return isExit(valid) && valid._tag === "Success" ? valid : Effect.catchEager(valid, refused)
    } catch (thrown) {
      return thrownOutcome(activity, attempt, thrown)
    }
  }
}
