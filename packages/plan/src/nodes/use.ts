import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** `.use(name, resource, body)`: a body that has a resource, in scope as `resource`, and releases it at its end. */
export interface UseNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "use"
  readonly resource: C["resource"]
  readonly body: Block<C>
}
