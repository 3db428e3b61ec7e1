/** The input of a step with a cache is no plain data, and the cache has no `key` of its own. A defect. */
export class KeyNotPlain extends Error {
  readonly _tag = "KeyNotPlain"
  override readonly name = "KeyNotPlain"
  readonly path: string

  constructor(fields: { readonly path: string; readonly property: string; readonly kind: string }) {
    const where = fields.property === "0" ? "its input" : `'${fields.property}' of its input`
    super(`step '${fields.path}' is cached by its input, but ${where} is ${fields.kind}: give its cache a 'key'`)
    this.path = fields.path
  }
}
