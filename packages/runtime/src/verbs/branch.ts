import { UnmatchedValue } from "../failures/unmatched-value.ts"
import { branchPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

/** Says that a `when` or `match` takes a branch, and gives the position inside it. */
export function takeBranch(at: Position, name: string, branch: string): Position {
  at.execution.observer?.emit(stepPath(at, name), { type: "branch.taken", branch })
  return branchPosition(at, name, branch)
}

/** Says that a `when` without `otherwise` takes no branch. */
export function skipBranch(at: Position, name: string): void {
  at.execution.observer?.emit(stepPath(at, name), { type: "step.skipped" })
}

/** Makes the error of a `match` that met a value none of its cases covers. */
export function unmatched(at: Position, name: string, value: unknown): Error {
  return new UnmatchedValue({ path: stepPath(at, name), value })
}
