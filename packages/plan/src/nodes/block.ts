import type { Code, LiveCode } from "../code.ts"
import type { Node } from "./node.ts"

/**
 * Steps in the order they were written, and what they come to.
 *
 * **Details**
 *
 * The value of a block is `returns` applied to its scope, or else the value of its last node (`undefined` after a
 * `parallel`, which has no value of its own, and for an empty block).
 */
export interface Block<C extends Code = LiveCode> {
  readonly kind: "block"
  readonly nodes: ReadonlyArray<Node<C>>
  readonly returns?: C["mapping"]
}
