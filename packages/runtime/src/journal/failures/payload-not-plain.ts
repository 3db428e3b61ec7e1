/** A value would not be the same after it was written as JSON and read. Terminal. */
export class PayloadNotPlain extends Error {
  readonly _tag = "PayloadNotPlain"
  override readonly name = "PayloadNotPlain"
  /** Whose value it is: `output of step 'read'`. */
  readonly subject: string
  /** The way to the part that is not plain. */
  readonly path: ReadonlyArray<string | number>
  /** What that part is: `a function`. */
  readonly kind: string

  constructor(fields: {
    readonly subject: string
    readonly path: ReadonlyArray<string | number>
    readonly kind: string
  }) {
    const place = fields.path.length === 0 ? "" : ` at ${fields.path.map((key) => `[${JSON.stringify(key)}]`).join("")}`
    super(
      `${fields.subject} is ${fields.kind}${place}, which cannot be kept as JSON: give plain data, or a schema that says how it is encoded`,
    )
    this.subject = fields.subject
    this.path = fields.path
    this.kind = fields.kind
  }
}
