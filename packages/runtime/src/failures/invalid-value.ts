import type { ValueIssue } from "@millrace/plan"
import { formatIssues } from "../schemas/issues.ts"

/** A value inside a workflow does not fit the schema declared for it: a mistake of the author, and so a defect. */
export class InvalidValue extends Error {
  readonly _tag = "InvalidValue"
  override readonly name = "InvalidValue"
  /** What the value was, and what the paths in the message begin with. */
  readonly subject: "input" | "output"
  readonly issues: ReadonlyArray<ValueIssue>

  constructor(subject: "input" | "output", issues: ReadonlyArray<ValueIssue>) {
    super(formatIssues(subject, issues))
    this.subject = subject
    this.issues = issues
  }
}
