import { activity } from "@millrace/dsl/activity"
import * as Data from "effect/Data"

interface Problem {
  readonly status: number
  readonly type: string
  readonly title: string
}

/** Something does not comply. */
export class ComplianceError extends Data.TaggedError("ComplianceError")<Problem> {}

/** Fails with what it is given. */
export const raiseCompliance = activity("raise-compliance", {
  errors: [ComplianceError],
  effects: "none",
  run: (problem: Problem): never => {
    throw new ComplianceError(problem)
  },
})
