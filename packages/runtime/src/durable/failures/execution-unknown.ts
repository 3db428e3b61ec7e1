/** The journal has no execution with this id. */
export class ExecutionUnknown extends Error {
  readonly _tag = "ExecutionUnknown"
  override readonly name = "ExecutionUnknown"
  readonly execution: string

  constructor(execution: string) {
    super(`there is no execution '${execution}'`)
    this.execution = execution
  }
}
