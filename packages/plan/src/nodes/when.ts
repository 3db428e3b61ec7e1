import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** `.when(name, predicate, then, otherwise?)`: one of two blocks; `undefined` where there is no `otherwise`. */
export interface WhenNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "when"
  readonly predicate: C["mapping"]
  readonly then: Block<C>
  readonly otherwise?: Block<C>
}
