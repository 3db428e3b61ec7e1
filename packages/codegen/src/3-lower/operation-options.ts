import type { Expression, LiteralValue, ObjectExpression } from "./expression.ts"
import { literal } from "./expression.ts"

/** Gives the last argument of an operation: an object of the options that are given, or nothing where there are none. */
export function operationOptions(
  options: Readonly<Record<string, Expression | LiteralValue>>,
): ReadonlyArray<ObjectExpression> {
  const entries = Object.entries(options).flatMap(([key, value]): ReadonlyArray<readonly [string, Expression]> => {
    if (value === undefined) return []
    return [[key, isExpression(value) ? value : literal(value)]]
  })
  return entries.length === 0 ? [] : [{ kind: "object", entries }]
}

function isExpression(value: Expression | LiteralValue): value is Expression {
  return typeof value === "object" && value !== null && "kind" in value
}
