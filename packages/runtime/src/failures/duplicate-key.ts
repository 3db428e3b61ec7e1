/** Two items of a `forEach` have one key, so their steps could not be told apart: a mistake of the author, and so a defect. */
export class DuplicateKey extends Error {
  readonly _tag = "DuplicateKey"
  override readonly name = "DuplicateKey"
  readonly path: string
  readonly key: string

  constructor(fields: { readonly path: string; readonly key: string; readonly indices: readonly [number, number] }) {
    super(
      `items ${fields.indices[0]} and ${fields.indices[1]} of forEach '${fields.path}' have the same key '${fields.key}'`,
    )
    this.path = fields.path
    this.key = fields.key
  }
}
