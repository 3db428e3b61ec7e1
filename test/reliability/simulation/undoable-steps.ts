import { innerBlocks } from "../../equivalence/inner-blocks.ts"
import { behaviourOf } from "../../equivalence/behaviours.ts"
import { innerPath } from "../../equivalence/model-mailbox.ts"
import { below } from "../../equivalence/model-place.ts"
import type { Block, Program, Verb } from "../../equivalence/program.ts"

/** A step that is undone where its saga fails. */
export interface UndoableStep {
  /** In the plan: `[]` stands for each repetition. */
  readonly path: string
  /** The innermost saga around it. */
  readonly saga: string
  /**
   * Whether it may not be made again by a later life: a cache, which does not end with its process here, gives what it has
   * done.
   */
  readonly isLeft: boolean
  /** Whether it may have to wait before it begins: for a place in a pool, a permit or its turn. */
  readonly isGated: boolean
}

/** A place in the plan of one workflow. */
interface Where {
  readonly path: string
  readonly saga: string | undefined
}

/** Finds the steps of a program that are undone where their saga fails, by the execution that they are in. */
export function undoableSteps(program: Program): ReadonlyMap<string, ReadonlyArray<UndoableStep>> {
  const found = new Map<string, ReadonlyArray<UndoableStep>>()
  find(program, "test", found)
  return found
}

function find({ body, options }: Program, execution: string, found: Map<string, ReadonlyArray<UndoableStep>>): void {
  const steps: Array<UndoableStep> = []
  const visit = ({ verbs }: Block, { path, saga }: Where): void => {
    for (const verb of verbs) {
      const own = below(path, "name" in verb ? verb.name : "")
      if (verb.kind === "child") find(verb.program, `${execution}/${own}`, found)
      if (saga !== undefined && isUndoable(verb))
        steps.push({
          path: own,
          saga,
          isLeft: isLeft(verb),
          isGated: options.concurrency !== undefined || isGated(verb),
        })
      const within = verb.kind === "saga" ? own : saga
      for (const [index, { block }] of innerBlocks(verb).entries()) {
        visit(block, { path: innerPath(verb, path, index), saga: within })
      }
    }
  }
  visit(body, { path: "", saga: undefined })
  found.set(execution, steps)
}

function isLeft(verb: Verb): boolean {
  if (verb.kind !== "step") return false
  return verb.options.cache !== undefined
}

function isGated(verb: Verb): boolean {
  return verb.kind === "step" && (verb.options.pool !== undefined || verb.options.rateLimit !== undefined)
}

function isUndoable(verb: Verb): boolean {
  if (verb.kind !== "step") return false
  return verb.options.compensate !== undefined || behaviourOf(verb.activity).undo !== undefined
}

/** Gives the path in the plan of a path in an execution. */
export function planPathOf(path: string): string {
  return path.replaceAll(/\\.|\[(?:\\.|[^\\\]])*\]/g, (part) => (part.startsWith("[") ? "[]" : part))
}

/** Gives the path in an execution of the saga around a step. */
export function sagaOf(path: string, { saga }: UndoableStep): string {
  let matched = ""
  // The path of the plan is the beginning of that of the step, each repetition aside.
  for (const character of path) {
    if (planPathOf(matched) === saga && (character === "." || character === "[")) return matched
    matched += character
  }
  return matched
}
