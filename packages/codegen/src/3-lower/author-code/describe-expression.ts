import type { ArrowFunction, Expression, FunctionExpression } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import type { AuthorExpression } from "./author-expression.ts"
import { expressionLeaves } from "./expression-leaves.ts"
import { isSmall } from "./is-small.ts"

/** Gives the one expression that a lambda comes to, or `undefined` when its body does more than return it. */
export function simpleExpression(lambda: ArrowFunction | FunctionExpression): Expression | undefined {
  const body = lambda.getBody()
  if (Node.isExpression(body)) return withoutParentheses(body)
  if (!Node.isBlock(body)) return undefined
  const [statement, ...others] = body.getStatements()
  if (!Node.isReturnStatement(statement) || others.length > 0) return undefined
  const returned = statement.getExpression()
  return returned === undefined ? undefined : withoutParentheses(returned)
}

/** Gives what emission and the passes want to know of an expression. */
export function describeExpression(
  expression: Expression,
): Pick<AuthorExpression, "isEmptyArray" | "isFresh" | "isLoose" | "isQuiet" | "isSmall" | "shape"> {
  return {
    shape: shapeOf(expression),
    isQuiet: isQuiet(expression),
    isSmall: isSmall(expression),
    isFresh: expressionLeaves(expression).some((leaf) => isLiteral(shapeOf(leaf))),
    isLoose: isLoose(expression),
    isEmptyArray: Node.isArrayLiteralExpression(expression) && expression.getElements().length === 0,
  }
}

function withoutParentheses(expression: Expression): Expression {
  if (!Node.isParenthesizedExpression(expression)) return expression
  const inner = expression.getExpression()
  const isList = Node.isBinaryExpression(inner) && inner.getOperatorToken().getKind() === SyntaxKind.CommaToken
  return isList ? expression : withoutParentheses(inner)
}

function isLiteral(shape: AuthorExpression["shape"]): boolean {
  return shape === "array" || shape === "object"
}

function shapeOf(expression: Expression): AuthorExpression["shape"] {
  if (Node.isObjectLiteralExpression(expression)) return "object"
  if (Node.isArrayLiteralExpression(expression)) return "array"
  if (Node.isCallExpression(expression) || Node.isPropertyAccessExpression(expression)) return "call"
  return Node.isArrowFunction(expression) || Node.isFunctionExpression(expression) ? "function" : "other"
}

function isLoose(expression: Expression): boolean {
  if (Node.isBinaryExpression(expression)) {
    const operator = expression.getOperatorToken().getKind()
    const { FirstAssignment, LastAssignment, CommaToken } = SyntaxKind
    return operator === CommaToken || (operator >= FirstAssignment && operator <= LastAssignment)
  }
  return (
    Node.isConditionalExpression(expression) ||
    Node.isArrowFunction(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression)
  )
}

function isQuiet(expression: Node): boolean {
  if (
    Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression)
  ) {
    return isQuiet(expression.getExpression())
  }
  if (Node.isObjectLiteralExpression(expression)) {
    return expression.getProperties().every((property) => {
      if (Node.isShorthandPropertyAssignment(property)) return true
      if (!Node.isPropertyAssignment(property) || Node.isComputedPropertyName(property.getNameNode())) return false
      return isQuiet(property.getInitializerOrThrow())
    })
  }
  if (Node.isArrayLiteralExpression(expression)) return expression.getElements().every((element) => isQuiet(element))
  return (
    Node.isIdentifier(expression) ||
    Node.isStringLiteral(expression) ||
    Node.isNoSubstitutionTemplateLiteral(expression) ||
    Node.isNumericLiteral(expression) ||
    Node.isTrueLiteral(expression) ||
    Node.isFalseLiteral(expression) ||
    Node.isNullLiteral(expression) ||
    Node.isArrowFunction(expression) ||
    Node.isFunctionExpression(expression)
  )
}
