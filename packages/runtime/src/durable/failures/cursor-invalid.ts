/** A cursor was given that no event had. */
export class CursorInvalid extends Error {
  readonly _tag = "CursorInvalid"
  override readonly name = "CursorInvalid"
  readonly cursor: string

  constructor(cursor: string) {
    super(`'${cursor}' is the cursor of no event: give that of the last one that was read`)
    this.cursor = cursor
  }
}
