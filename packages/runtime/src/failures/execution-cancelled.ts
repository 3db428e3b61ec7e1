/** What the promise of a cancelled execution rejects with. */
export class ExecutionCancelled extends Error {
  readonly _tag = "ExecutionCancelled"
  /** The name that platforms give to what an abort throws. */
  override readonly name = "AbortError"
  readonly workflow: string
  readonly execution: string

  constructor(fields: { readonly workflow: string; readonly execution: string }) {
    super(`execution '${fields.execution}' of workflow '${fields.workflow}' was cancelled`)
    this.workflow = fields.workflow
    this.execution = fields.execution
  }
}
