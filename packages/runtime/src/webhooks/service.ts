import type { ValueIssue, WebhookRequest, Webhooks } from "@millrace/plan"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

/** What a webhook says to a call. */
export type WebhookVerdict =
  | { readonly kind: "accepted"; readonly payload: unknown }
  | { readonly kind: "refused" }
  | { readonly kind: "invalid"; readonly issues: ReadonlyArray<ValueIssue> }

/** A step that waits for a call. */
export interface WebhookTask {
  readonly path: string
  readonly execution: { readonly id: string; readonly workflow: string }
  readonly deadlineMs: number | undefined
  /** Says whether a call is genuine and fits. */
  readonly judge: (request: WebhookRequest) => Effect.Effect<WebhookVerdict>
}

/** A URL that can be called once. */
export interface OpenWebhook {
  readonly url: string
  /** Milliseconds since 1970. */
  readonly expires: number
  /** Waits until a call was accepted. */
  readonly called: Effect.Effect<void>
  /** The payload of the accepted call, if there was one. */
  readonly accepted: () => { readonly payload: unknown } | undefined
  /** Takes calls no more. */
  readonly close: () => void
}

/** What gives out URLs and receives the calls to them. */
export interface WebhooksShape {
  readonly open: (task: WebhookTask) => Effect.Effect<OpenWebhook>
}

/** The service that gives out URLs, as a step reaches it. */
export const webhooksService: Context.Service<Webhooks, WebhooksShape> = Context.Service<Webhooks, WebhooksShape>(
  "@millrace/Webhooks",
)
