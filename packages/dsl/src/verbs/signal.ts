import type { AnySchema, SignalNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import { parseWaiting } from "../waiting.ts"
import type { LiveWaiting, WaitingSpec } from "../waiting.ts"

/** A message to wait for. */
export interface SignalSpec<Payload extends AnySchema, Deadline> extends WaitingSpec<Deadline> {
  /** The schema of the message; one that does not fit is refused to its sender. */
  readonly payload: Payload
}

/** Makes the node of `.signal`. */
export function parseSignal(name: string, spec: LiveWaiting & { readonly payload: AnySchema }): SignalNode {
  checkName(name)
  return { kind: "signal", name, payload: spec.payload, ...parseWaiting(name, spec) }
}
