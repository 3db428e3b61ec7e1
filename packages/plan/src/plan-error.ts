/** A plan that cannot be: thrown by the builder where the type checker was circumvented or could not see the mistake. */
export class PlanError extends Error {
  override readonly name = "PlanError"
  readonly code: string

  constructor(code: string, message: string) {
    super(`${message} [${code}]`)
    this.code = code
  }
}
