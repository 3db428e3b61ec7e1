import type { Expression } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"

/** Tells whether an expression is written as a number, a truth value or a text in quotes, whatever stands in it. */
export function isSmall(expression: Expression): boolean {
  if (
    Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression)
  ) {
    return isSmall(expression.getExpression())
  }
  if (Node.isConditionalExpression(expression)) {
    return isSmall(expression.getWhenTrue()) && isSmall(expression.getWhenFalse())
  }
  if (Node.isBinaryExpression(expression)) {
    const operator = expression.getOperatorToken().getKind()
    if (calculating.has(operator)) return true
    return joining.has(operator) && isSmall(expression.getLeft()) && isSmall(expression.getRight())
  }
  if (Node.isPropertyAccessExpression(expression)) return expression.getName() === "length"
  if (Node.isCallExpression(expression))
    return /^(?:Math\.\w+|Number|Boolean)$/.test(expression.getExpression().getText())
  return (
    Node.isPrefixUnaryExpression(expression) ||
    Node.isTypeOfExpression(expression) ||
    Node.isStringLiteral(expression) ||
    Node.isNoSubstitutionTemplateLiteral(expression) ||
    Node.isNumericLiteral(expression) ||
    Node.isTrueLiteral(expression) ||
    Node.isFalseLiteral(expression) ||
    Node.isNullLiteral(expression) ||
    expression.getText() === "undefined"
  )
}

/** What gives a number or a truth value. */
const calculating: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.InKeyword,
  SyntaxKind.InstanceOfKeyword,
])

/** What gives one of its operands, or their sum. */
const joining: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PlusToken,
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
])
