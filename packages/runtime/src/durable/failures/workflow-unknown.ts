/** An engine has no runner of this workflow. */
export class WorkflowUnknown extends Error {
  readonly _tag = "WorkflowUnknown"
  override readonly name = "WorkflowUnknown"
  readonly workflow: string
  readonly known: ReadonlyArray<string>

  constructor(fields: { readonly workflow: string; readonly known: ReadonlyArray<string> }) {
    const known = fields.known.map((name) => `'${name}'`).join(", ")
    super(`this engine has no runner of '${fields.workflow}', but ${known === "" ? "none at all" : `of ${known}`}`)
    this.workflow = fields.workflow
    this.known = fields.known
  }
}
