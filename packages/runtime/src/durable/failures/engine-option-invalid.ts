/** An engine cannot be opened with an option that it was given. Terminal. */
export class EngineOptionInvalid extends Error {
  readonly _tag = "EngineOptionInvalid"
  override readonly name = "EngineOptionInvalid"
  /** Its name: `journal`. */
  readonly option: string
  /** What is wrong with it, behind its name in a sentence. */
  readonly problem: string

  constructor({ option, problem }: { readonly option: string; readonly problem: string }) {
    super(`option '${option}' of the engine ${problem}`)
    this.option = option
    this.problem = problem
  }
}
