/** The key that webhook tokens are signed with is too short to be safe. */
export class WebhookKeyTooShort extends Error {
  readonly _tag = "WebhookKeyTooShort"
  override readonly name = "WebhookKeyTooShort"

  constructor(length: number, least: number) {
    super(`the key of webhook tokens has ${length} bytes, but needs ${least}`)
  }
}
