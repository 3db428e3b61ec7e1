/** So many messages wait for a signal that no more are kept. Retryable by the sender. */
export class SignalsFull extends Error {
  readonly _tag = "SignalsFull"
  override readonly name = "SignalsFull"
  readonly signal: string
  readonly limit: number

  constructor(fields: { readonly signal: string; readonly limit: number }) {
    super(`signal '${fields.signal}' has ${fields.limit} messages waiting, and keeps no more`)
    this.signal = fields.signal
    this.limit = fields.limit
  }
}
