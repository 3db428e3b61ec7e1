import type { ChildNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineInput } from "../author-code/inline-mapping.ts"
import type { ChildRunners } from "../child-runners.ts"
import { definitionOf } from "../definition-of.ts"
import type { CallExpression } from "../expression.ts"
import { arrow, callAbi, callDefinition, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"

/** The child at the head of the module, by way of a function: its runner may come later. `child("name", () => nameOf)`. */
export function defineChild(node: ChildNode<SourceCode>, runners: ChildRunners): CallExpression {
  return callAbi("child", literal(node.name), arrow([], { statements: [], result: runners(node) }))
}

/** `.child` is a call of the child's definition: `yield* nameChild(at, input)`. */
export function lowerChild(node: ChildNode<SourceCode>, { scope, context, local }: Lowering): LoweredNode {
  const { before, value } = inlineInput(node.mapping, scope, context)
  return {
    statements: before,
    value: yieldFrom(callDefinition(definitionOf(node, context), read(scope.at), value)),
    locals: [[node.name, local(node.name)]],
  }
}
