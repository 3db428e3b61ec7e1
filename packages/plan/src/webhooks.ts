declare const webhooks: unique symbol

/** The requirement of a workflow that waits for callers from outside; the runtime's `Webhooks` service meets it. */
export interface Webhooks {
  readonly [webhooks]: "@millrace/Webhooks"
}

/** The call that a webhook received, before anything of it is trusted. */
export interface WebhookRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body as text, exactly as it came, for signatures over it. */
  readonly body: string
}
