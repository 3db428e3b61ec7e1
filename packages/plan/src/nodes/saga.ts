import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** `.saga(name, body)`: a body whose finished steps are compensated, last first, when it fails or is cancelled. */
export interface SagaNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "saga"
  readonly body: Block<C>
}
