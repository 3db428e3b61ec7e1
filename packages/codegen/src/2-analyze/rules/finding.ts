import type { Span } from "@millrace/plan"
import type { Node as SyntaxNode } from "ts-morph"
import type { RuleCode } from "./rule-codes.ts"

/** What a rule has found: where, in one sentence, and what to write instead. */
export interface Finding {
  readonly code: RuleCode
  /** A piece of syntax, or a place of the plan. */
  readonly node: SyntaxNode | Span
  readonly message: string
  readonly fix: string
  /** Lines that show how it comes to that: a sum. */
  readonly details?: ReadonlyArray<string>
}
