/** A step waits for a call, but the engine was not told where it is called. Open it with `webhookUrl`, and resume the execution. */
export class WebhookUrlMissing extends Error {
  readonly _tag = "WebhookUrlMissing"
  override readonly name = "WebhookUrlMissing"
  readonly workflow: string
  /** The step. */
  readonly path: string

  constructor({ workflow, path }: { readonly workflow: string; readonly path: string }) {
    super(`webhook '${path}' of '${workflow}' has no URL, for the engine was opened without 'webhookUrl': give it one`)
    this.workflow = workflow
    this.path = path
  }
}
