import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Waiting } from "./waiting.ts"

/** `.signal(name, { payload, deadline, onDeadline })`: waits for a message from outside to this execution. */
export interface SignalNode<C extends Code = LiveCode> extends BaseNode, Waiting<C> {
  readonly kind: "signal"
  readonly payload: C["schema"]
}
