/** A name has half of a UTF-16 surrogate pair, which a store would give back as another name. Terminal. */
export class TextNotKept extends Error {
  readonly _tag = "TextNotKept"
  override readonly name = "TextNotKept"
  /** What has it: `the id of an execution`. */
  readonly subject: string

  constructor({ subject, text }: { readonly subject: string; readonly text: string }) {
    super(`${subject} is ${JSON.stringify(text)}, which has half of a surrogate pair: give it whole characters`)
    this.subject = subject
  }
}
