import type { ValueIssue } from "@millrace/plan"
import { formatIssues } from "../schemas/issues.ts"

/** A value inside a workflow does not fit the schema declared for it: a mistake of the author, and so a defect. */
export class InvalidValue extends Error {
  readonly _tag = "InvalidValue"
  override readonly name = "InvalidValue"
  readonly issues: ReadonlyArray<ValueIssue>

  /** `subject` is what the paths begin with: `input`, `output`. */
  constructor(subject: string, issues: ReadonlyArray<ValueIssue>) {
    super(formatIssues(subject, issues))
    this.issues = issues
  }
}
