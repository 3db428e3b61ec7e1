import type { Code, LiveCode } from "../code.ts"
import type { Concurrency } from "../concurrency.ts"
import type { Span } from "../span.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** One branch: its value stands in scope under its own name. */
export interface ParallelBranch<C extends Code = LiveCode> extends BaseNode {
  readonly block: Block<C>
}

/** `.parallel(branches, options?)`: branches that start together. */
export interface ParallelNode<C extends Code = LiveCode> {
  readonly kind: "parallel"
  readonly branches: ReadonlyArray<ParallelBranch<C>>
  /** @default "unbounded" */
  readonly concurrency?: Concurrency
  readonly minimumSuccess?: number
  /** The name under which the `ParallelSummary` stands in scope. */
  readonly summary?: string
  readonly span?: Span
}
