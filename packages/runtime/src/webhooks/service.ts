import type { ValueIssue, WebhookRequest, Webhooks } from "@millrace/plan"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { KeptWait } from "../runner/recorder.ts"

/** What a webhook says to a call. */
export type WebhookVerdict =
  | {
      readonly kind: "accepted"
      readonly payload: unknown
      /** The body before it was decoded. */ readonly sent: unknown
    }
  | { readonly kind: "refused" }
  | { readonly kind: "invalid"; readonly issues: ReadonlyArray<ValueIssue> }

/** A step that waits for a call. */
export interface WebhookTask {
  readonly path: string
  readonly execution: { readonly id: string; readonly workflow: string }
  readonly deadlineMs: number | undefined
  /** What a journal has kept of it, where one does. */
  readonly kept?: KeptWait
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
  /** What the accepted call has brought, if there was one. */
  readonly accepted: () => AcceptedCall | undefined
  /** Takes calls no more. */
  readonly close: () => void
  /** Waits for a call that is just being kept. @default there is none */
  readonly lastCall?: Effect.Effect<void>
}

/** What a call has brought. */
export interface AcceptedCall {
  /** The body before it was decoded. */
  readonly sent: unknown
  /** The body as it was decoded, where this process has judged the call. */
  readonly payload?: unknown
  /** The id of the message that it is kept as. */
  readonly message?: string
}

/** What gives out URLs and receives the calls to them. */
export interface WebhooksShape {
  readonly open: (task: WebhookTask) => Effect.Effect<OpenWebhook>
  /** Whether a URL serves another process too, when a journal has kept what it was made of. @default false */
  readonly isLasting?: boolean
}

/** The service that gives out URLs, as a step reaches it. */
export const webhooksService: Context.Service<Webhooks, WebhooksShape> = Context.Service<Webhooks, WebhooksShape>(
  "@millrace/Webhooks",
)
