import { childPath, repeatedPath } from "@millrace/plan"
import type { StepPath } from "@millrace/plan"
import type { SagaLog } from "../sagas/saga-log.ts"
import type { Execution } from "./execution.ts"

/**
 * Where in an execution code stands.
 *
 * **Details**
 *
 * A position is a link to its parent and a name; the path is computed from the links when something asks for it, so
 * that entering a block costs one small object.
 */
export interface Position {
  readonly kind: "workflow" | "block" | "branch" | "repetition"
  readonly execution: Execution
  readonly parent: Position | undefined
  /** The step this block belongs to, or the branch of a `parallel`. */
  readonly name: string
  /** The branch taken, or the key of the repetition. */
  readonly part: string | number
  /** The innermost saga around it. */
  readonly saga: SagaLog | undefined
}

/** Gives the position at which an execution begins. */
export function workflowPosition(execution: Execution): Position {
  return { kind: "workflow", execution, parent: undefined, name: "", part: "", saga: undefined }
}

/** Gives the position inside a branch of a `parallel`: `metadata`. */
export function blockPosition(at: Position, name: string): Position {
  return { kind: "block", execution: at.execution, parent: at, name, part: "", saga: at.saga }
}

/** Gives the position inside a branch of a step: `decision.then`. */
export function branchPosition(at: Position, name: string, branch: string): Position {
  return { kind: "branch", execution: at.execution, parent: at, name, part: branch, saga: at.saga }
}

/** Gives the position inside one repetition of a step: `texts[page-3]`. */
export function repetitionPosition(at: Position, name: string, key: string | number): Position {
  return { kind: "repetition", execution: at.execution, parent: at, name, part: key, saga: at.saga }
}

/** Gives the position inside a saga: `booked`. */
export function sagaPosition(at: Position, name: string, saga: SagaLog): Position {
  return { kind: "block", execution: at.execution, parent: at, name, part: "", saga }
}

/** Gives the structural path of a position; the beginning of a workflow is `""`. */
export function pathOf(at: Position): StepPath {
  if (at.parent === undefined) return ""
  const path = childPath(pathOf(at.parent), at.name)
  if (at.kind === "branch") return childPath(path, String(at.part))
  return at.kind === "repetition" ? repeatedPath(path, at.part) : path
}

/** Gives the structural path of the step with this name at a position. */
export function stepPath(at: Position, name: string): StepPath {
  return childPath(pathOf(at), name)
}
