import type { HumanNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineMapping } from "../author-code/inline-mapping.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { callWaiting } from "../call-waiting.ts"
import { callAbi, literal } from "../expression.ts"
import type { CallExpression } from "../expression.ts"
import { optionalMillis } from "../literals.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { operationOptions } from "../operation-options.ts"

/** The task at the head of the module: `const reviewTask = human("review", { form: ReviewForm })`. */
export function defineHuman({ name, form, assignees, deadline }: HumanNode<SourceCode>): CallExpression {
  const options = { form: keepExpression(form), assignees, deadline: optionalMillis(deadline) }
  return callAbi("human", literal(name), ...operationOptions(options))
}

/** `.human` is a call of the task's definition: `yield* reviewTask(at, checked)`. */
export function lowerHuman(node: HumanNode<SourceCode>, lowering: Lowering): LoweredNode {
  const target = lowering.local(node.name)
  const show = node.show === undefined ? undefined : inlineMapping(node.show, lowering.scope, lowering.context)
  return {
    statements: show?.before ?? [],
    value: callWaiting(node, [show?.value], lowering),
    locals: [[node.name, target]],
  }
}
