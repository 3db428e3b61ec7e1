/** A `match` met a value that none of its cases covers: the types were circumvented, and so it is a defect. */
export class UnmatchedValue extends Error {
  readonly _tag = "UnmatchedValue"
  override readonly name = "UnmatchedValue"
  readonly path: string
  readonly value: unknown

  constructor(fields: { readonly path: string; readonly value: unknown }) {
    super(`match '${fields.path}' has no case for '${String(fields.value)}'`)
    this.path = fields.path
    this.value = fields.value
  }
}
