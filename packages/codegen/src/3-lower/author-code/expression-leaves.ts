import type { Expression } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"

/** Gives the expressions that an expression may come to: both sides of a conditional, the last one of `a ?? b`. */
export function expressionLeaves(expression: Expression): ReadonlyArray<Expression> {
  if (Node.isParenthesizedExpression(expression)) return expressionLeaves(expression.getExpression())
  if (Node.isConditionalExpression(expression)) {
    return [...expressionLeaves(expression.getWhenTrue()), ...expressionLeaves(expression.getWhenFalse())]
  }
  if (Node.isBinaryExpression(expression) && logicalOperators.has(expression.getOperatorToken().getKind())) {
    return expressionLeaves(expression.getRight())
  }
  return [expression]
}

const logicalOperators: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
])
