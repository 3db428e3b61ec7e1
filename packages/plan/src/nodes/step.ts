import type { Code, LiveCode } from "../code.ts"
import type { DurationInput } from "../duration.ts"
import type { RetryPolicy } from "../retry-policy.ts"
import type { BaseNode } from "./base.ts"

/** How the attempts of a step or an agent call are made. */
export interface AttemptPolicies {
  readonly retry?: RetryPolicy
  readonly timeout?: DurationInput
  readonly deadline?: DurationInput
}

/** Results that are kept and given again for the same key. */
export interface CachePolicy<C extends Code = LiveCode> {
  readonly ttl: DurationInput
  /** A function of the scope. Without it the key is the input, as JSON. */
  readonly key?: C["mapping"]
  /** The most results kept. @default 1000 */
  readonly maximumSize?: number
}

/** The undo of a step: an activity, and a mapping from the scope, which then has the step's own result too. */
export interface Compensation<C extends Code = LiveCode> {
  readonly activity: C["activity"]
  readonly mapping?: C["mapping"]
}

/** `.step(name, activity, map?, options?)`: calls an activity. Without `mapping` the whole scope is its input. */
export interface StepNode<C extends Code = LiveCode> extends BaseNode, AttemptPolicies {
  readonly kind: "step"
  readonly activity: C["activity"]
  readonly mapping?: C["mapping"]
  /** A predicate on the scope; where it is false the step is skipped and its value is `undefined`. */
  readonly when?: C["mapping"]
  /** `"continue"` makes the value a `Result`, and a typed failure part of it. */
  readonly onFailure?: "continue"
  readonly compensate?: Compensation<C>
  readonly pool?: C["pool"]
  readonly rateLimit?: C["rateLimit"]
  readonly cache?: CachePolicy<C>
}
