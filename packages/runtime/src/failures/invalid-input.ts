import type { InvalidInput as Shape, ValueIssue } from "@millrace/plan"
import { formatIssues } from "../schemas/issues.ts"

/** The input of an execution does not fit the workflow's `input` schema; nothing has run. Terminal. */
export class InvalidInput extends Error implements Shape {
  readonly _tag = "InvalidInput"
  override readonly name = "InvalidInput"
  readonly workflow: string
  readonly issues: ReadonlyArray<ValueIssue>

  constructor(fields: Pick<Shape, "workflow" | "issues">) {
    super(`workflow '${fields.workflow}' cannot start: ${formatIssues("input", fields.issues)}`)
    this.workflow = fields.workflow
    this.issues = fields.issues
  }
}
