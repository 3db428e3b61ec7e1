import type { Expression } from "./expression.ts"
import type { Local } from "./local.ts"
import type { Body, Statement } from "./statement.ts"

/** The locals that a piece of emitted code reads, and those it reads inside a closure. */
export interface LocalsRead {
  readonly read: ReadonlySet<Local>
  readonly captured: ReadonlySet<Local>
}

/** Finds which locals a body reads. */
export function localsRead(body: Body): LocalsRead {
  const read = new Set<Local>()
  const captured = new Set<Local>()
  const note = (local: Local, isInside: boolean): void => {
    read.add(local)
    if (isInside) captured.add(local)
  }
  const inBody = ({ statements, result }: Body, isInside: boolean): void => {
    for (const statement of statements) inStatement(statement, isInside)
    if (result !== undefined) inExpression(result, isInside)
  }
  const inStatement = (statement: Statement, isInside: boolean): void => {
    switch (statement.kind) {
      case "bind":
      case "run":
        return inExpression(statement.value, isInside)
      case "if":
        inExpression(statement.test, isInside)
        inBody(statement.then, isInside)
        return inBody(statement.otherwise, isInside)
      case "switch":
        inExpression(statement.on, isInside)
        for (const each of statement.cases) inBody(each.body, isInside)
        return "kind" in statement.otherwise
          ? inExpression(statement.otherwise, isInside)
          : inBody(statement.otherwise, isInside)
    }
  }
  const inExpression = (expression: Expression, isInside: boolean): void => {
    switch (expression.kind) {
      case "author":
        for (const piece of expression.pieces) if (piece.kind === "read") note(piece.local, isInside || piece.isEnclosed)
        return
      case "call":
        if (expression.callee.kind === "author") inExpression(expression.callee.code, isInside)
        for (const each of expression.arguments) inExpression(each, isInside)
        return
      case "closure":
        return inBody(expression.body, true)
      case "literal":
        return
      case "object":
        for (const [, value] of expression.entries) inExpression(value, isInside)
        return
      case "read":
        return note(expression.local, isInside)
      case "yield":
        return inExpression(expression.effect, isInside)
    }
  }
  inBody(body, false)
  return { read, captured }
}
