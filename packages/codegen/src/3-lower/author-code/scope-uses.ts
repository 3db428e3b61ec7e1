import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import type { SourceLambda } from "../../1-load/source-code.ts"
import type { LambdaFacts } from "../../2-analyze/facts.ts"
import { nestedReads } from "./nested-reads.ts"

/** One place of a lambda that something else can stand in for. */
export interface ScopeUse {
  /** The property of the scope that is read, or `undefined` where the scope itself is. */
  readonly name: string | undefined
  readonly node: SyntaxNode
  /** What follows the property: `.path`, or nothing. */
  readonly access: string
}

/**
 * Gives every place where a lambda uses its scope, or `undefined` where one of them needs a value to take apart.
 */
export function scopeUses(lambda: SourceLambda, facts: LambdaFacts): ReadonlyArray<ScopeUse> | undefined {
  const { reads, wholeScopeUses } = facts
  const scopeName = lambda.node.getParameters()[0]?.getNameNode()
  const isTakenApart = wholeScopeUses.some((use) => Node.isVariableDeclaration(use.getParent()))
  if (wholeScopeUses.length > 0 && (isTakenApart || !Node.isIdentifier(scopeName))) return undefined
  const nested = nestedReads(lambda, reads)
  if (nested === undefined) return undefined
  const plain = reads.filter(({ node }) => !Node.isBindingElement(node))
  return [
    ...plain.map(({ name, node }) => ({ name, node, access: "" })),
    ...nested,
    ...wholeScopeUses.map((node) => ({ name: undefined, node, access: "" })),
  ]
}
