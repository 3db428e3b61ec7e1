import type { Code, LiveCode } from "../code.ts"
import type { Span } from "../span.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/** What runs when the body fails with an error of this tag; the error stands in scope as `error`. */
export interface TryHandler<C extends Code = LiveCode> {
  readonly tag: string
  readonly block: Block<C>
  readonly span?: Span
}

/** `.try(name, body, handlers)`: a body whose typed failures are handled by tag. */
export interface TryNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "try"
  readonly body: Block<C>
  readonly handlers: ReadonlyArray<TryHandler<C>>
}
