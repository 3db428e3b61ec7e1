import type { InvalidAnswer as Shape, ValueIssue } from "@millrace/plan"
import { formatIssues } from "../schemas/issues.ts"

/** A person answered with something that does not fit the form. Terminal. */
export class InvalidAnswer extends Error implements Shape {
  readonly _tag = "InvalidAnswer"
  override readonly name = "InvalidAnswer"
  readonly path: string
  readonly issues: ReadonlyArray<ValueIssue>

  constructor(fields: Pick<Shape, "path" | "issues">) {
    super(`the answer to '${fields.path}' does not fit its form: ${formatIssues("answer", fields.issues)}`)
    this.path = fields.path
    this.issues = fields.issues
  }
}
