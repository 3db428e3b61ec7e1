/** A process has opened a store that another one owns. Retryable, when that one has ended. */
export class StoreInUse extends Error {
  readonly _tag = "StoreInUse"
  override readonly name = "StoreInUse"
  readonly file: string
  /** Who owns it, as far as the file says. */
  readonly owner: string | undefined

  constructor(fields: { readonly file: string; readonly owner: string | undefined }) {
    const owner = fields.owner === undefined ? "another process" : fields.owner
    super(
      `store '${fields.file}' is in use by ${owner}: end that one first, or give this one another file; to read it, open it with the sqlite3 shell`,
    )
    this.file = fields.file
    this.owner = fields.owner
  }
}
