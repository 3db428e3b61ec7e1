import type { Expression } from "../3-lower/expression.ts"
import type { Body, Statement } from "../3-lower/statement.ts"

/** Whether the parts of an expression are walked as well. */
type Visit = (expression: Expression) => boolean | void

/** Visits every expression of a body, outermost first; one for which `visit` gives `false` is not looked into. */
export function walkBody({ statements, result }: Body, visit: Visit): void {
  for (const statement of statements) walkStatement(statement, visit)
  if (result !== undefined) walkExpression(result, visit)
}

/** Visits every expression of a statement. */
export function walkStatement(statement: Statement, visit: Visit): void {
  switch (statement.kind) {
    case "bind":
    case "run":
      return walkExpression(statement.value, visit)
    case "release":
      return
    case "if":
      walkExpression(statement.test, visit)
      walkBody(statement.then, visit)
      return walkBody(statement.otherwise, visit)
    case "switch":
      walkExpression(statement.on, visit)
      for (const { body } of statement.cases) walkBody(body, visit)
      return "kind" in statement.otherwise
        ? walkExpression(statement.otherwise, visit)
        : walkBody(statement.otherwise, visit)
  }
}

/** Visits an expression and its parts. */
export function walkExpression(expression: Expression, visit: Visit): void {
  if (visit(expression) === false) return
  switch (expression.kind) {
    case "array":
      for (const each of expression.elements) walkExpression(each, visit)
      return
    case "call":
      if (expression.callee.kind === "author") walkExpression(expression.callee.code, visit)
      for (const each of expression.arguments) walkExpression(each, visit)
      return
    case "closure":
      return walkBody(expression.body, visit)
    case "conditional":
      walkExpression(expression.test, visit)
      walkExpression(expression.then, visit)
      return walkExpression(expression.otherwise, visit)
    case "object":
      for (const [, value] of expression.entries) walkExpression(value, visit)
      return
    case "yield":
      return walkExpression(expression.effect, visit)
    case "author":
    case "literal":
    case "read":
    case "runner":
      return
  }
}
