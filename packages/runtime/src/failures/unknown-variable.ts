/** A run was given a variable that its workflow does not have. */
export class UnknownVariable extends Error {
  readonly _tag = "UnknownVariable"
  override readonly name = "UnknownVariable"
  readonly workflow: string
  readonly variable: string

  constructor(fields: { readonly workflow: string; readonly variable: string; readonly known: ReadonlyArray<string> }) {
    const known = fields.known.map((name) => `'${name}'`).join(", ")
    super(
      `workflow '${fields.workflow}' has no variable '${fields.variable}', but ${known === "" ? "has none at all" : `has ${known}`}`,
    )
    this.workflow = fields.workflow
    this.variable = fields.variable
  }
}
