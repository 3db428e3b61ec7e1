import type { Expression } from "./expression.ts"
import type { LoweredNode } from "./lower-block.ts"
import type { Statement } from "./statement.ts"

/** Says of what a verb became where the verb stands; what is known to stand elsewhere keeps its place. */
export function withOrigin(lowered: LoweredNode, origin: number | undefined): LoweredNode {
  if (origin === undefined) return lowered
  const { statements, value } = lowered
  return {
    ...lowered,
    statements: statements.map((statement) => statementAt(statement, origin)),
    ...(value === undefined ? {} : { value: placed(value, origin) }),
  }
}

/** Says of a statement where what it stands for is, unless that is known. */
export function statementAt(statement: Statement, origin: number | undefined): Statement {
  return origin === undefined ? statement : { origin, ...statement }
}

/** Author code has places of its own, and a call inside a `yield*` may come to stand without it. */
function placed(value: Expression, origin: number): Expression {
  if (value.kind === "yield") return { origin, ...value, effect: placed(value.effect, origin) }
  if (value.kind === "conditional") return { origin, ...value, otherwise: placed(value.otherwise, origin) }
  return value.kind === "call" ? { origin, ...value } : value
}
