import type { AnyActivity, AnySchema, WebhookNode, WebhookRequest } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Entry, Scope } from "../scope.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingSpec } from "../waiting.ts"

/** A call from outside to wait for. */
export interface WebhookSpec<Payload extends AnySchema, Deadline> extends WaitingSpec<Deadline> {
  /** The schema of the call's body; one that does not fit is refused to the caller. */
  readonly payload: Payload
  /** Says whether a call is genuine, from its headers and its body as text. @default every call with the URL is */
  readonly verify?: (request: WebhookRequest) => boolean
}

/** What the announcement is given; it may be left out when the activity takes just the URL. */
export type AnnounceMapping<Entries extends Entry, Announced> = { readonly url: string } extends Announced
  ? { readonly map?: (scope: Scope<Entries>, url: string) => Announced }
  : { readonly map: (scope: Scope<Entries>, url: string) => Announced }

/** Makes the node of `.webhook`. */
export function parseWebhook(
  name: string,
  spec: LiveWaiting & {
    readonly payload: AnySchema
    readonly announce: AnyActivity
    readonly map?: LiveMapping
    readonly verify?: LiveMapping
  },
): WebhookNode {
  checkName(name)
  return {
    kind: "webhook",
    name,
    payload: spec.payload,
    announce: spec.announce,
    ...(spec.map === undefined ? {} : { mapping: spec.map }),
    ...(spec.verify === undefined ? {} : { verify: spec.verify }),
    ...parseWaiting(name, spec),
  }
}
