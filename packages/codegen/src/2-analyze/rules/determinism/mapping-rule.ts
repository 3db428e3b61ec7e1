import type { Node as SyntaxNode, SourceFile } from "ts-morph"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import type { RuleCode } from "../rule-codes.ts"
import type { Use } from "./use.ts"

/** Where a rule looks: one function, or the expression that stands for one. */
export interface Looking {
  readonly root: SyntaxNode
  readonly flowFile: SourceFile
  readonly modules: ModuleSources
}

/** What a function that the plan evaluates must not do, itself or through functions that it calls. */
export interface MappingRule {
  readonly code: RuleCode
  /** A verb phrase about the function: `reads the clock`. */
  readonly does: string
  readonly fix: string
  /** Whether only the function itself is looked at, and not what it calls. @default false */
  readonly isOwn?: boolean
  /** Says whether using something outside breaks the rule. */
  readonly ofUse?: (use: Use, looking: Looking) => boolean
  /** Says whether a piece of syntax breaks the rule: a call, a `throw`, or `import.meta`. */
  readonly ofNode?: NodeTest
}

/** A test of syntax. */
export interface NodeTest {
  /** What the text of a function has that is worth a closer look. */
  readonly text: RegExp
  readonly breaks: (node: SyntaxNode, looking: Looking) => boolean
}
