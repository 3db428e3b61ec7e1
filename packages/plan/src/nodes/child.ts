import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"

/** `.child(name, flow, map?)`: runs another workflow as an execution of its own. */
export interface ChildNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "child"
  readonly workflow: C["workflow"]
  readonly mapping?: C["mapping"]
}
