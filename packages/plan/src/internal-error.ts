/** A bug of Millrace's own, never of the author. */
export class InternalError extends Error {
  override readonly name = "InternalError"

  constructor(message: string, options?: ErrorOptions) {
    super(`${message} (this is a bug in Millrace, please report it)`, options)
  }
}
