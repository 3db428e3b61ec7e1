import type { HumanNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import { definitionOf } from "../definition-of.ts"
import type { Expression } from "../expression.ts"
import { callDefinition, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { lowerClosure } from "../lower-closure.ts"

/** `.human` is a call of the task's definition: `yield* reviewTask(at, checked)`. */
export function lowerHuman(node: HumanNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context, local } = lowering
  const target = local(node.name)
  const show = node.show === undefined ? undefined : inlineMapping(node.show, scope, context)
  const given: Array<Expression> = [read(scope.at)]
  if (show !== undefined || node.onDeadline !== undefined) given.push(show?.value ?? literal(undefined))
  if (node.onDeadline !== undefined) given.push(lowerClosure(node.onDeadline, [], lowering))
  return {
    statements: show?.before ?? [],
    value: yieldFrom(callDefinition(definitionOf(node, context), ...given)),
    locals: [[node.name, target]],
  }
}
