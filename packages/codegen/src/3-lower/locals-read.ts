import type { Expression } from "./expression.ts"
import type { Local } from "./local.ts"
import type { Body, Statement } from "./statement.ts"

/** The locals that a piece of emitted code reads, and those it reads in a closure inside the one that assigns them. */
export interface LocalsRead {
  readonly read: ReadonlySet<Local>
  /** How many places read each of them. */
  readonly counts: ReadonlyMap<Local, number>
  readonly captured: ReadonlySet<Local>
  /** The locals whose values are let go: these are no constants. */
  readonly released: ReadonlySet<Local>
}

/** Finds which locals a body reads. */
export function localsRead(body: Body): LocalsRead {
  const read = new Set<Local>()
  const counts = new Map<Local, number>()
  const captured = new Set<Local>()
  const released = new Set<Local>()
  /** How many closures stand around the statement that assigns a local. */
  const depths = new Map<Local, number>()
  const note = (local: Local, depth: number): void => {
    read.add(local)
    counts.set(local, (counts.get(local) ?? 0) + 1)
    if (depth > (depths.get(local) ?? 0)) captured.add(local)
  }
  const inBody = ({ statements, result, released: last = [] }: Body, depth: number): void => {
    for (const each of last) released.add(each.local)
    for (const statement of statements) inStatement(statement, depth)
    if (result !== undefined) inExpression(result, depth)
  }
  const inStatement = (statement: Statement, depth: number): void => {
    if ("assigned" in statement && statement.assigned !== undefined) depths.set(statement.assigned.local, depth)
    switch (statement.kind) {
      case "bind":
      case "run":
        return inExpression(statement.value, depth)
      case "release":
        for (const each of statement.released) released.add(each.local)
        return
      case "if":
        inExpression(statement.test, depth)
        inBody(statement.then, depth)
        return inBody(statement.otherwise, depth)
      case "switch":
        inExpression(statement.on, depth)
        for (const each of statement.cases) inBody(each.body, depth)
        return "kind" in statement.otherwise
          ? inExpression(statement.otherwise, depth)
          : inBody(statement.otherwise, depth)
    }
  }
  const inExpression = (expression: Expression, depth: number): void => {
    switch (expression.kind) {
      case "array":
        for (const each of expression.elements) inExpression(each, depth)
        return
      case "author":
        for (const piece of expression.pieces) {
          if (piece.kind === "read") note(piece.local, piece.isEnclosed ? depth + 1 : depth)
        }
        return
      case "call":
        if (expression.callee.kind === "author") inExpression(expression.callee.code, depth)
        if (expression.callee.kind === "method") note(expression.callee.object, depth)
        for (const each of expression.arguments) inExpression(each, depth)
        return
      case "closure":
        return inBody(expression.body, depth + 1)
      case "conditional":
        inExpression(expression.test, depth)
        inExpression(expression.then, depth)
        return inExpression(expression.otherwise, depth)
      case "literal":
      case "runner":
        return
      case "object":
        for (const [, value] of expression.entries) inExpression(value, depth)
        return
      case "read":
        return note(expression.local, depth)
      case "yield":
        return inExpression(expression.effect, depth)
    }
  }
  inBody(body, 0)
  return { read, counts, captured, released }
}
