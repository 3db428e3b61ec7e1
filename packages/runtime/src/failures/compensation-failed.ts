/** The compensation of a step failed, after all its attempts. It never takes the place of what went wrong before. */
export class CompensationFailed extends Error {
  readonly _tag = "CompensationFailed"
  override readonly name = "CompensationFailed"
  /** The step that could not be undone. */
  readonly path: string
  /** The activity that should have undone it. */
  readonly activity: string

  constructor(fields: {
    readonly path: string
    readonly activity: string
    readonly problem: string
    readonly cause: unknown
  }) {
    super(`compensation '${fields.activity}' of step '${fields.path}' failed: ${fields.problem}`, {
      cause: fields.cause,
    })
    this.path = fields.path
    this.activity = fields.activity
  }
}
