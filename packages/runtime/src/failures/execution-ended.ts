/** A message was sent to an execution that has ended, or that ended before the message was taken up. */
export class ExecutionEnded extends Error {
  readonly _tag = "ExecutionEnded"
  override readonly name = "ExecutionEnded"
  readonly execution: string

  constructor(execution: string) {
    super(`execution '${execution}' has ended`)
    this.execution = execution
  }
}
