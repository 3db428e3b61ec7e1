import type { Code, LiveCode } from "../code.ts"
import type { BaseNode } from "./base.ts"
import type { Block } from "./block.ts"

/**
 * `.loop(name, { initial, body, until or while, max, onExhausted })`: a state carried through a body.
 *
 * **Details**
 *
 * `until` is asked after each iteration, `while` before each one. `max` counts iterations.
 */
export interface LoopNode<C extends Code = LiveCode> extends BaseNode {
  readonly kind: "loop"
  readonly initial: C["mapping"]
  readonly body: Block<C>
  /** A function of the state (not of the scope) and the iteration that has just ended, or is about to begin. */
  readonly test: { readonly kind: "until" | "while"; readonly predicate: C["mapping"] }
  readonly max: number
  readonly onExhausted: "fail" | "continue"
}
