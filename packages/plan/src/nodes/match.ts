import type { Code, LiveCode } from "../code.ts"
import type { Span } from "../span.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** One case of a match. */
export interface MatchCase<C extends Code = LiveCode> {
  readonly label: string
  readonly block: Block<C>
  readonly span?: Span
}

/** `.match(name, on, cases)`: the block whose label is what `on` returns, or `otherwise`. */
export interface MatchNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "match"
  readonly on: C["mapping"]
  readonly cases: ReadonlyArray<MatchCase<C>>
  readonly otherwise?: Block<C>
}
