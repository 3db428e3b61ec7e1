import { UnmatchedValue } from "../failures/unmatched-value.ts"
import { branchPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

/** Says that a `when` or `match` takes a branch, and gives the position inside it. */
export function takeBranch(at: Position, name: string, branch: string): Position {
  tellBranch(at, name, branch)
  return branchPosition(at, name, branch)
}

/** Says which branch of a step is taken, in the first life of the execution that comes to it. */
export function tellBranch(at: Position, name: string, branch: string): void {
  const { observer, recorder } = at.execution
  if (observer === undefined && recorder === undefined) return
  const path = stepPath(at, name)
  if (recorder?.decide(path, branch) !== false) observer?.emit(path, { type: "branch.taken", branch })
}

/** Says that a `when` without `otherwise` takes no branch, or that a step is skipped. */
export function skipBranch(at: Position, name: string): void {
  const { observer, recorder } = at.execution
  if (observer === undefined && recorder === undefined) return
  const path = stepPath(at, name)
  if (recorder?.decide(path, "") !== false) observer?.emit(path, { type: "step.skipped" })
}

/** Makes the error of a `match` that met a value none of its cases covers. */
export function unmatched(at: Position, name: string, value: unknown): Error {
  return new UnmatchedValue({ path: stepPath(at, name), value })
}
