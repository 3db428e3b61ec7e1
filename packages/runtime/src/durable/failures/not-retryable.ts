/** An execution cannot go on from where it failed. Terminal: start another one. */
export class NotRetryable extends Error {
  readonly _tag = "NotRetryable"
  override readonly name = "NotRetryable"
  readonly execution: string

  constructor({ execution, problem }: { readonly execution: string; readonly problem: string }) {
    super(`execution '${execution}' cannot be retried: ${problem}`)
    this.execution = execution
  }
}
