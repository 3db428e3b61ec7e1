/** Something with this id was given before, and was another thing. Terminal: it needs another id. */
export class PayloadMismatch extends Error {
  readonly _tag = "PayloadMismatch"
  override readonly name = "PayloadMismatch"
  /** What has the id: `execution 'invoice-42'`. */
  readonly subject: string

  constructor(fields: { readonly subject: string }) {
    super(`${fields.subject} is known with another payload: give this one another id`)
    this.subject = fields.subject
  }
}
