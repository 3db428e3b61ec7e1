import type { Code, LiveCode } from "../code.ts"
import type { Concurrency } from "../concurrency.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** `.forEach(name, items, body, options?)`: a body for every item; its value is an array in item order. */
export interface ForEachNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "forEach"
  readonly items: C["mapping"]
  readonly body: Block<C>
  /** @default 1 */
  readonly concurrency?: Concurrency
  readonly minimumSuccess?: number
  /** The name under which the `ParallelSummary` stands in scope. */
  readonly summary?: string
  /** A function of the item and its index. Without it the index is the key. */
  readonly key?: C["mapping"]
}
