import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { literalKey } from "../1-load/object-members.ts"
import type { SourceLambda } from "../1-load/source-code.ts"
import type { LambdaFacts } from "./facts.ts"

/** A name of the scope that a lambda asks for, and the word with which it does. */
export interface NameRead {
  readonly name: string
  readonly node: SyntaxNode
}

/** Gives the names that a lambda asks of the scope, where it names them: in its parameter, or at each access. */
export function namesRead(lambda: SourceLambda, facts: LambdaFacts): ReadonlyArray<NameRead> {
  const binding = lambda.node.getParameters()[0]?.getNameNode()
  if (Node.isObjectBindingPattern(binding)) {
    return binding.getElements().flatMap((element) => {
      const node = element.getPropertyNameNode() ?? element.getNameNode()
      const name = element.getDotDotDotToken() === undefined ? literalKey(node) : undefined
      return name === undefined ? [] : [{ name, node }]
    })
  }
  return facts.reads.map(({ name, node }) => ({ name, node: wordOf(node) }))
}

function wordOf(node: SyntaxNode): SyntaxNode {
  if (Node.isPropertyAccessExpression(node)) return node.getNameNode()
  if (Node.isElementAccessExpression(node)) return node.getArgumentExpression() ?? node
  if (Node.isBindingElement(node)) return node.getPropertyNameNode() ?? node.getNameNode()
  return node
}
