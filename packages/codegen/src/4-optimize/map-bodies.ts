import type { ClosureExpression, Expression } from "../3-lower/expression.ts"
import type { Body, Statement } from "../3-lower/statement.ts"

/** What a pass does with the parts of emitted code, innermost first. Left out, a part stays as it is. */
export interface BodyMapper {
  readonly statement?: (statement: Statement) => ReadonlyArray<Statement>
  readonly closure?: (closure: ClosureExpression) => ClosureExpression
}

/** Rebuilds a body with a mapper applied to every statement and closure in it. */
export function mapBody(body: Body, mapper: BodyMapper): Body {
  const { statement: mapOwn = (each: Statement): ReadonlyArray<Statement> => [each] } = mapper
  const statements = body.statements.flatMap((each) => mapOwn(mapStatement(each, mapper)))
  return body.result === undefined
    ? { statements }
    : { ...body, statements, result: mapExpression(body.result, mapper) }
}

function mapStatement(statement: Statement, mapper: BodyMapper): Statement {
  switch (statement.kind) {
    case "bind":
    case "run":
      return { ...statement, value: mapExpression(statement.value, mapper) }
    case "release":
      return statement
    case "if":
      return {
        ...statement,
        then: mapBody(statement.then, mapper),
        otherwise: mapBody(statement.otherwise, mapper),
      }
    case "switch": {
      const { otherwise } = statement
      return {
        ...statement,
        cases: statement.cases.map(({ label, body }) => ({ label, body: mapBody(body, mapper) })),
        otherwise: "kind" in otherwise ? otherwise : mapBody(otherwise, mapper),
      }
    }
  }
}

function mapExpression(expression: Expression, mapper: BodyMapper): Expression {
  switch (expression.kind) {
    case "array":
      return { ...expression, elements: expression.elements.map((each) => mapExpression(each, mapper)) }
    case "call":
      return { ...expression, arguments: expression.arguments.map((each) => mapExpression(each, mapper)) }
    case "closure": {
      const closure = { ...expression, body: mapBody(expression.body, mapper) }
      return mapper.closure === undefined ? closure : mapper.closure(closure)
    }
    case "conditional":
      return {
        ...expression,
        test: mapExpression(expression.test, mapper),
        then: mapExpression(expression.then, mapper),
        otherwise: mapExpression(expression.otherwise, mapper),
      }
    case "object":
      return { ...expression, entries: expression.entries.map(([key, value]) => [key, mapExpression(value, mapper)]) }
    case "yield":
      return { ...expression, effect: mapExpression(expression.effect, mapper) }
    case "author":
    case "literal":
    case "read":
    case "runner":
      return expression
  }
}
