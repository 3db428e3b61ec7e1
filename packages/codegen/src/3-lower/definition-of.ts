import { InternalError } from "@millrace/plan"
import type { HumanNode, StepNode } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import type { FlowContext } from "./flow-context.ts"

/** Gives the name of the constant that defines a step or task. */
export function definitionOf(node: HumanNode<SourceCode> | StepNode<SourceCode>, context: FlowContext): string {
  const name = context.definitions.get(node)
  if (name === undefined) throw new InternalError(`'${node.name}' has no definition`)
  return name
}
