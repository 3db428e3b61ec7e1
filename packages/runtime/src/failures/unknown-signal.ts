/** Which signal was asked for, of which workflow, and what it has. */
interface SignalFields {
  readonly workflow: string
  readonly signal: string
  readonly known: ReadonlyArray<string>
}

/** A message was sent to a signal that the workflow does not have, or to a name that several of its signals have. */
export class UnknownSignal extends Error {
  readonly _tag = "UnknownSignal"
  override readonly name = "UnknownSignal"
  readonly signal: string
  /** The signals that there are, by path. */
  readonly known: ReadonlyArray<string>

  constructor(fields: SignalFields) {
    super(sentence(fields))
    this.signal = fields.signal
    this.known = fields.known
  }
}

function sentence({ workflow, signal, known }: SignalFields): string {
  const named = known.filter((path) => path === signal || path.endsWith(`.${signal}`))
  if (named.length > 1)
    return `workflow '${workflow}' has several signals '${signal}': send to ${listed(named, " or ")}`
  const others = known.length === 0 ? "and no other one either" : `but has ${listed(known, ", ")}`
  return `workflow '${workflow}' has no signal '${signal}', ${others}`
}

function listed(paths: ReadonlyArray<string>, between: string): string {
  return paths.map((path) => `'${path}'`).join(between)
}
