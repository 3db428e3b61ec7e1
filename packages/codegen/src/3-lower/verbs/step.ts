import type { StepNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping, wholeScope } from "../author-code/inline-mapping.ts"
import type { InlinedMapping } from "../author-code/inline-mapping.ts"
import type { BlockScope } from "../block-scope.ts"
import { definitionOf } from "../definition-of.ts"
import { callDefinition, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"

/** `.step` is a call of the step's definition: `yield* readStep(at, { path: input.path })`. */
export function lowerStep(node: StepNode<SourceCode>, { scope, context, local }: Lowering): LoweredNode {
  const { before, value } =
    node.mapping === undefined ? scopeAsInput(scope) : inlineMapping(node.mapping, scope, context)
  return {
    statements: before,
    value: yieldFrom(callDefinition(definitionOf(node, context), read(scope.at), value)),
    locals: [[node.name, local(node.name)]],
  }
}

function scopeAsInput(scope: BlockScope): InlinedMapping {
  const { before, local } = wholeScope(scope)
  return { before, value: read(local) }
}
