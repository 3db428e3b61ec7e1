/** A resource that an earlier life of an execution had cannot be acquired again. Retryable: resume the execution. */
export class NotAcquired extends Error {
  readonly _tag = "NotAcquired"
  override readonly name = "NotAcquired"
  /** The step that uses it. */
  readonly path: string

  constructor(fields: { readonly path: string; readonly problem: string }) {
    super(`the resource of '${fields.path}' cannot be acquired again: ${fields.problem}`)
    this.path = fields.path
  }
}
