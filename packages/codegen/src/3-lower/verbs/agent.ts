import type { AgentNode, RetryPolicy } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { attemptPolicies } from "../attempt-policies.ts"
import { inlineInput } from "../author-code/inline-mapping.ts"
import { keepExpression } from "../author-code/keep-expression.ts"
import { definitionOf } from "../definition-of.ts"
import type { CallExpression } from "../expression.ts"
import { callAbi, callDefinition, literal, read, yieldFrom } from "../expression.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { operationOptions } from "../operation-options.ts"

/** The agent at the head of the module: `const shortAgent = agent("short", summarise)`. */
export function defineAgent(node: AgentNode<SourceCode>, flowRetry: RetryPolicy | undefined): CallExpression {
  const options = operationOptions(attemptPolicies(node, flowRetry))
  return callAbi("agent", literal(node.name), keepExpression(node.capability.reference), ...options)
}

/** `.agent` is a call of the agent's definition: `yield* shortAgent(at, { text })`. */
export function lowerAgent(node: AgentNode<SourceCode>, { scope, context, local }: Lowering): LoweredNode {
  const { before, value } = inlineInput(node.mapping, scope, context)
  return {
    statements: before,
    value: yieldFrom(callDefinition(definitionOf(node, context), read(scope.at), value)),
    locals: [[node.name, local(node.name)]],
  }
}
