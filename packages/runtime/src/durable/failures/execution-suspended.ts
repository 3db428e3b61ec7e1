/** An execution goes on only when somebody resumes it, and has no result until then. */
export class ExecutionSuspended extends Error {
  readonly _tag = "ExecutionSuspended"
  override readonly name = "ExecutionSuspended"
  readonly execution: string
  readonly reason: string

  constructor(fields: { readonly execution: string; readonly reason: string }) {
    super(`execution '${fields.execution}' is suspended: ${fields.reason}`)
    this.execution = fields.execution
    this.reason = fields.reason
  }
}
