import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { AttemptPolicies } from "./step.ts"

/** `.agent(name, capability, map?, options?)`: calls one of the agents that offer a capability. */
export interface AgentNode<C extends Code = LiveCode> extends BaseNode, AttemptPolicies {
  readonly kind: "agent"
  readonly capability: C["capability"]
  readonly mapping?: C["mapping"]
}
