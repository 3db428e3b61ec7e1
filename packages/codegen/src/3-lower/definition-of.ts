import { InternalError } from "@millrace/plan"
import type { Node } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import type { FlowContext } from "./flow-context.ts"

/** A node whose operation is made once, at the head of the module. */
export type DefinedNode = Extract<
  Node<SourceCode>,
  { readonly kind: "agent" | "child" | "human" | "signal" | "step" | "webhook" }
>

/** Gives the name of the constant that defines a step, a task, or another operation of its kind. */
export function definitionOf(node: DefinedNode, context: FlowContext): string {
  const name = context.definitions.get(node)
  if (name === undefined) throw new InternalError(`'${node.name}' has no definition`)
  return name
}
