/** Something with this id was given before, and was another thing. Terminal: it needs another id, where it can have one. */
export class PayloadMismatch extends Error {
  readonly _tag = "PayloadMismatch"
  override readonly name = "PayloadMismatch"
  /** What has the id: `execution 'invoice-42'`. */
  readonly subject: string

  constructor({ subject, isAnswer = false }: { readonly subject: string; readonly isAnswer?: boolean }) {
    super(
      isAnswer
        ? `${subject} has been given another answer: the first one counts`
        : `${subject} is known with another payload: give this one another id`,
    )
    this.subject = subject
  }
}
