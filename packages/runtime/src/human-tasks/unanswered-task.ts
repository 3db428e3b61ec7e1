/** Nobody can answer a human task: its answer is not in the file, or the terminal has closed. A defect. */
export class UnansweredTask extends Error {
  readonly _tag = "UnansweredTask"
  override readonly name = "UnansweredTask"
  readonly path: string

  constructor(path: string, reason: string) {
    super(`human task '${path}' has no answer: ${reason}`)
    this.path = path
  }
}
