import type { AgentNode } from "@millrace/plan"
import { optionalMillis } from "../policies/policy-millis.ts"
import { agent } from "../verbs/agent.ts"
import type { AgentOptions } from "../verbs/agent.ts"
import type { StepFunction } from "../verbs/step.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles an `agent`: without a mapping the whole scope is its input. */
export function compileAgent(node: AgentNode, { defaultRetry }: CompileOptions): CompiledNode {
  const { name, capability, mapping, retry } = node
  const timeout = optionalMillis(node.timeout)
  const deadline = optionalMillis(node.deadline)
  const options: AgentOptions = {
    ...(retry === undefined ? {} : { retry }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(defaultRetry === undefined ? {} : { defaultRetry }),
  }
  // What the capability takes and gives is known to the builder that put it into the plan.
  const run = agent(name, capability, options) as StepFunction<unknown, unknown, unknown, unknown>
  return {
    run: (at, scope) => run(at, mapping === undefined ? scope : callMapping(mapping, scope)),
    bind: nameBinding(name),
    valueOf: itself,
  }
}
