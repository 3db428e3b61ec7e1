import type { ArrowFunction, Expression, FunctionExpression } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import type { Edit } from "./author-pieces.ts"
import { textPiece } from "./author-pieces.ts"
import { expressionLeaves } from "./expression-leaves.ts"

/**
 * Marks the literals and templates that a lambda may return with `as const`.
 *
 * **Details**
 *
 * In the flow, `.let("size", () => "big")` has the type `"big"` wherever it is read. A constant `"big"` would become a
 * `string` in the next object that it is put into.
 */
export function literalEdits(lambda: ArrowFunction | FunctionExpression): ReadonlyArray<Edit> {
  return returnedExpressions(lambda).flatMap((expression) =>
    expressionLeaves(expression)
      .filter(isLiteral)
      .flatMap((leaf) => (leaf === expression ? [insertion(leaf.getEnd(), " as const")] : parenthesized(leaf))),
  )
}

function returnedExpressions(lambda: ArrowFunction | FunctionExpression): ReadonlyArray<Expression> {
  const body = lambda.getBody()
  if (Node.isExpression(body)) return [body]
  return lambda
    .getDescendantsOfKind(SyntaxKind.ReturnStatement)
    .filter((statement) => statement.getFirstAncestor(isFunction) === lambda)
    .flatMap((statement) => statement.getExpression() ?? [])
}

function isFunction(node: Node): boolean {
  return Node.isFunctionLikeDeclaration(node) || Node.isFunctionExpression(node)
}

function parenthesized(leaf: Expression): ReadonlyArray<Edit> {
  const isDone = Node.isParenthesizedExpression(leaf.getParent())
  return [
    ...(isDone ? [] : [insertion(leaf.getStart(), "(")]),
    insertion(leaf.getEnd(), isDone ? " as const" : " as const)"),
  ]
}

function insertion(position: number, inserted: string): Edit {
  return { start: position, end: position, pieces: [textPiece(inserted)] }
}

function isLiteral(expression: Expression): boolean {
  return (
    Node.isStringLiteral(expression) ||
    Node.isNoSubstitutionTemplateLiteral(expression) ||
    Node.isTemplateExpression(expression) ||
    Node.isNumericLiteral(expression) ||
    Node.isTrueLiteral(expression) ||
    Node.isFalseLiteral(expression) ||
    (Node.isPrefixUnaryExpression(expression) && Node.isNumericLiteral(expression.getOperand()))
  )
}
