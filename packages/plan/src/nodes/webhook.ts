import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Waiting } from "./waiting.ts"

/** `.webhook(name, { payload, announce, verify, deadline, onDeadline })`: waits for a call to a single-use URL. */
export interface WebhookNode<C extends Code = LiveCode> extends BaseNode, Waiting<C> {
  readonly kind: "webhook"
  readonly payload: C["schema"]
  /** The activity that tells the caller its URL. */
  readonly announce: C["activity"]
  /** A function of the scope and the URL that gives the announcement's input. Without it that is `{ url }`. */
  readonly mapping?: C["mapping"]
  /** A function of the received call that says whether it is genuine. */
  readonly verify?: C["mapping"]
}
