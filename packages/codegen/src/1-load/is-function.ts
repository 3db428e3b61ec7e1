import type { FunctionExpression, FunctionLikeDeclaration } from "ts-morph"
import { Node } from "ts-morph"

/**
 * Says whether a node is a function of any form that has a body: arrow, expression, declaration, method, accessor,
 * constructor.
 */
export function isFunction(node: Node | undefined): node is (FunctionLikeDeclaration & Node) | FunctionExpression {
  // A function expression is the one form that ts-morph does not count among them.
  return Node.isFunctionLikeDeclaration(node) || Node.isFunctionExpression(node)
}
