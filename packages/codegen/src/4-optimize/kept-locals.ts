import type { Expression } from "../3-lower/expression.ts"
import type { Local } from "../3-lower/local.ts"
import { localsRead } from "../3-lower/locals-read.ts"
import type { Body } from "../3-lower/statement.ts"
import { walkBody } from "./walk-body.ts"

/**
 * Gives the locals that are read after the statement in which their readers stand: by a function of the author's, which
 * may be part of a value, and by what undoes a step.
 */
export function keptLocals(body: Body): ReadonlySet<Local> {
  const kept = new Set<Local>()
  walkBody(body, (expression) => {
    if (expression.kind === "author") {
      for (const piece of expression.pieces) if (piece.kind === "read" && piece.isHeld) kept.add(piece.local)
    }
    for (const undo of undosOf(expression))
      for (const local of localsRead({ statements: [], result: undo }).read) kept.add(local)
  })
  return kept
}

function undosOf(expression: Expression): ReadonlyArray<Expression> {
  if (expression.kind !== "call" || expression.callee.kind !== "definition") return []
  return expression.arguments.flatMap((given) =>
    given.kind === "object" ? given.entries.flatMap(([key, value]) => (key === "undo" ? [value] : [])) : [],
  )
}
