import { Node } from "ts-morph"

/** Takes away parentheses and what only the type checker reads: `as`, `satisfies`, `!` and `<T>`. */
export function unwrap(node: Node): Node {
  if (
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isNonNullExpression(node) ||
    Node.isTypeAssertion(node)
  ) {
    return unwrap(node.getExpression())
  }
  return node
}

/** Gives the outermost expression that is this one but for parentheses and what only the type checker reads. */
export function wrapped(node: Node): Node {
  const parent = node.getParent()
  return parent !== undefined && parent !== node && unwrap(parent) === unwrap(node) && Node.isExpression(parent)
    ? wrapped(parent)
    : node
}
