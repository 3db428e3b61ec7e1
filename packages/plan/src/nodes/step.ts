import type { Code, LiveCode } from "../code.ts"
import type { DurationInput } from "../duration.ts"
import type { RetryPolicy } from "../retry-policy.ts"
import type { BaseNode } from "./base.ts"

/** `.step(name, activity, map?, options?)`: calls an activity. Without `mapping` the whole scope is its input. */
export interface StepNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "step"
  readonly activity: C["activity"]
  readonly mapping?: C["mapping"]
  readonly retry?: RetryPolicy
  readonly timeout?: DurationInput
  readonly deadline?: DurationInput
}
