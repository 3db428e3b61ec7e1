import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"

/** `.let(name, f)`: a value computed from the scope. */
export interface LetNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "let"
  readonly mapping: C["mapping"]
}
