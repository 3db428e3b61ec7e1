/** The engine has been closed, or closes: what it ran goes on when the journal is opened again. */
export class EngineClosed extends Error {
  readonly _tag = "EngineClosed"
  override readonly name = "EngineClosed"
  readonly execution: string

  constructor(execution: string) {
    super(`the engine is closed: execution '${execution}' goes on when its journal is opened again`)
    this.execution = execution
  }
}
