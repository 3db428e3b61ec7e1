import type { Statement } from "../3-lower/statement.ts"
import { walkStatement } from "./walk-body.ts"

/** Tells whether the body that a statement stands in may come to a wait there; what closures do inside is theirs. */
export function waits(statement: Statement): boolean {
  let found = false
  walkStatement(statement, ({ kind }) => {
    if (kind === "yield") found = true
    return kind !== "closure"
  })
  return found
}
