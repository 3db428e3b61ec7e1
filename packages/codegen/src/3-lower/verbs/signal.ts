import type { SignalNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { callWaiting } from "../call-waiting.ts"
import { callAbi, literal } from "../expression.ts"
import type { CallExpression } from "../expression.ts"
import { optionalMillis } from "../literals.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { operationOptions } from "../operation-options.ts"

/** The signal at the head of the module: `const paidSignal = signal("paid", { payload: Payment })`. */
export function defineSignal({ name, payload, deadline }: SignalNode<SourceCode>): CallExpression {
  const options = { payload: keepExpression(payload), deadline: optionalMillis(deadline) }
  return callAbi("signal", literal(name), ...operationOptions(options))
}

/** `.signal` is a call of the signal's definition: `yield* paidSignal(at)`. */
export function lowerSignal(node: SignalNode<SourceCode>, lowering: Lowering): LoweredNode {
  const target = lowering.local(node.name)
  return { statements: [], value: callWaiting(node, [], lowering), locals: [[node.name, target]] }
}
