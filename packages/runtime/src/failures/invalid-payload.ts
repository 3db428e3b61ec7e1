import type { ValueIssue } from "@millrace/plan"
import { formatIssues } from "../schemas/issues.ts"

/** A message does not fit the schema of its signal; the execution goes on waiting. */
export class InvalidPayload extends Error {
  readonly _tag = "InvalidPayload"
  override readonly name = "InvalidPayload"
  readonly signal: string
  readonly issues: ReadonlyArray<ValueIssue>

  constructor(fields: { readonly signal: string; readonly issues: ReadonlyArray<ValueIssue> }) {
    super(`the message to '${fields.signal}' does not fit its schema: ${formatIssues("payload", fields.issues)}`)
    this.signal = fields.signal
    this.issues = fields.issues
  }
}
