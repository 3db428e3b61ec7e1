import type { Code, LiveCode } from "../code.ts"
import type { Concurrency } from "../concurrency.ts"
import type { Span } from "../span.ts"
import type { ParallelBranch } from "./parallel.ts"

/** One node of a graph: it starts when the nodes it needs have ended, and sees only them. */
export interface GraphMember<C extends Code = LiveCode> extends ParallelBranch<C> {
  /** Names of nodes written before it, in the order given. */
  readonly needs: ReadonlyArray<string>
}

/** `.graph((g) => g.node(name, { needs }, body)...)`: blocks that start as soon as what they need is there. */
export interface GraphNode<C extends Code = LiveCode> {
  readonly kind: "graph"
  readonly members: ReadonlyArray<GraphMember<C>>
  /** @default "unbounded" */
  readonly concurrency?: Concurrency
  readonly span?: Span
}
