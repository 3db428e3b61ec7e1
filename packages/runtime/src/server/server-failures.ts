/** An engine was to be served to others than this machine, and everybody could have used it. */
export class KeyMissing extends Error {
  readonly _tag = "KeyMissing"
  override readonly name = "KeyMissing"
  readonly host: string

  constructor(host: string) {
    super(
      `'${host}' is reached by others than this machine, and there is no key: give a 'key', or serve on '127.0.0.1'`,
    )
    this.host = host
  }
}

/** A key could be guessed. */
export class KeyTooShort extends Error {
  readonly _tag = "KeyTooShort"
  override readonly name = "KeyTooShort"

  constructor(length: number, least: number) {
    super(`the key has ${length} characters, but needs at least ${least}`)
  }
}
