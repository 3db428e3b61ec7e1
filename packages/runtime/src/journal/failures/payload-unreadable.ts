/** What a journal holds cannot be read: it was written with another codec or key, or has been changed. */
export class PayloadUnreadable extends Error {
  readonly _tag = "PayloadUnreadable"
  override readonly name = "PayloadUnreadable"
  readonly subject: string

  constructor(fields: { readonly subject: string; readonly problem: string; readonly cause?: unknown }) {
    super(
      `${fields.subject} cannot be read from the journal: ${fields.problem}`,
      fields.cause === undefined ? {} : { cause: fields.cause },
    )
    this.subject = fields.subject
  }
}
