/**
 * A resource could not be released after its body had failed or was interrupted. It never takes the place of what went
 * wrong before.
 */
export class ReleaseFailed extends Error {
  readonly _tag = "ReleaseFailed"
  override readonly name = "ReleaseFailed"
  /** The step whose body used the resource. */
  readonly path: string
  readonly resource: string

  constructor(fields: {
    readonly path: string
    readonly resource: string
    readonly problem: string
    readonly cause: unknown
  }) {
    super(`resource '${fields.resource}' of step '${fields.path}' was not released: ${fields.problem}`, {
      cause: fields.cause,
    })
    this.path = fields.path
    this.resource = fields.resource
  }
}
