import type { RetryPolicy, WebhookNode } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { inlineFunction } from "../author-code/inline-function.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { callWaiting } from "../call-waiting.ts"
import { callAbi, literal } from "../expression.ts"
import type { CallExpression } from "../expression.ts"
import { optionalMillis, policyLiteral } from "../literals.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { operationOptions } from "../operation-options.ts"

/** The webhook at the head of the module: `const paidWebhook = webhook("paid", { payload: Payment, announce: tell })`. */
export function defineWebhook(node: WebhookNode<SourceCode>, flowRetry: RetryPolicy | undefined): CallExpression {
  const { name, payload, announce, verify, deadline } = node
  const options = {
    payload: keepExpression(payload),
    announce: keepExpression(announce.reference),
    verify: verify && keepExpression(verify),
    deadline: optionalMillis(deadline),
    defaultRetry: flowRetry && policyLiteral(flowRetry),
  }
  return callAbi("webhook", literal(name), ...operationOptions(options))
}

/** `.webhook` is a call of the webhook's definition: `yield* paidWebhook(at, (url) => ({ to: input.id, url }))`. */
export function lowerWebhook(node: WebhookNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope, context } = lowering
  const target = lowering.local(node.name)
  const announced = node.mapping === undefined ? undefined : inlineFunction(node.mapping, scope, context)
  return {
    statements: announced?.before ?? [],
    value: callWaiting(node, [announced?.value], lowering),
    locals: [[node.name, target]],
  }
}
