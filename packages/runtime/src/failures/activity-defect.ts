/**
 * An activity threw, rejected or died with something that is none of its declared errors, or took or gave a value that
 * does not fit its schemas; `cause` is what it was.
 *
 * **Details**
 *
 * It is a defect: no `try` handles it, and it is not retried unless the retry policy says `retryDefects`.
 */
export class ActivityDefect extends Error {
  readonly _tag = "ActivityDefect"
  override readonly name = "ActivityDefect"
  readonly activity: string
  readonly path: string
  readonly attempt: number

  constructor(fields: {
    readonly activity: string
    readonly path: string
    readonly attempt: number
    /** What happened, as the rest of the sentence. */
    readonly problem: string
    readonly cause: unknown
  }) {
    super(`activity '${fields.activity}' at step '${fields.path}' ${fields.problem}`, { cause: fields.cause })
    this.activity = fields.activity
    this.path = fields.path
    this.attempt = fields.attempt
  }
}
