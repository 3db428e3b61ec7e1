/** A message was sent to a signal that the workflow does not have, or to a name that several of its signals have. */
export class UnknownSignal extends Error {
  readonly _tag = "UnknownSignal"
  override readonly name = "UnknownSignal"
  readonly signal: string
  /** The signals that there are, by path. */
  readonly known: ReadonlyArray<string>

  constructor(fields: { readonly workflow: string; readonly signal: string; readonly known: ReadonlyArray<string> }) {
    const known = fields.known.map((path) => `'${path}'`).join(", ")
    super(
      `workflow '${fields.workflow}' has no one signal '${fields.signal}', but ${known === "" ? "has none at all" : `has ${known}`}`,
    )
    this.signal = fields.signal
    this.known = fields.known
  }
}
