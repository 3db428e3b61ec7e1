/** A value is larger than the journal takes. Terminal: it would be as large the next time. */
export class PayloadTooLarge extends Error {
  readonly _tag = "PayloadTooLarge"
  override readonly name = "PayloadTooLarge"
  /** Whose value it is: `output of step 'texts[3].read'`. */
  readonly subject: string
  readonly bytes: number
  readonly limitBytes: number

  constructor(fields: { readonly subject: string; readonly bytes: number; readonly limitBytes: number }) {
    super(
      `${fields.subject} has ${fields.bytes} bytes, but the journal takes ${fields.limitBytes}: keep it elsewhere and give its name`,
    )
    this.subject = fields.subject
    this.bytes = fields.bytes
    this.limitBytes = fields.limitBytes
  }
}
