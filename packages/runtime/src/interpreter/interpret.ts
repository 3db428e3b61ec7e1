import { placedSignals, planSteps, takesMessages } from "@millrace/plan"
import type {
  Plan,
  Workflow,
  WorkflowFailure,
  WorkflowInput,
  WorkflowOutput,
  WorkflowRequirements,
  AnyWorkflow,
} from "@millrace/plan"
import { planDigest } from "@millrace/plan/digest"
import { warnAfter } from "../events/warn-after.ts"
import { permits } from "../limits/permits.ts"
import { timeLimit } from "../policies/workflow-time-limit.ts"
import { decodeWith, validateWith } from "../schemas/schema-check.ts"
import { mailbox } from "../signals/make-mailbox.ts"
import { optionalMillis } from "../policies/policy-millis.ts"
import type { AnyDefinition } from "../runner/definition.ts"
import { untypedRunner } from "../runner/runner.ts"
import type { PlanFacts, Runner } from "../runner/runner-type.ts"
import { compileBlock } from "./block.ts"
import type { MappingScope } from "./scope.ts"

/**
 * Gives the runner of a workflow without a build step.
 *
 * **Details**
 *
 * It is the reference: a runner that `millrace build` writes has the same results, failures, effects and events, because
 * both call the same operations. The plan is compiled once, here.
 *
 * **Example**
 *
 * ```ts
 * import { interpret } from "@millrace/runtime"
 *
 * const total = await interpret(invoiceTotal).run({ lines: [1, 2] })
 * ```
 *
 * @since 0.1.0
 */
export function interpret<W extends AnyWorkflow>(
  workflow: W,
): Runner<WorkflowInput<W>, WorkflowOutput<W>, WorkflowFailure<W>, WorkflowRequirements<W>>
export function interpret({ plan }: Workflow<never, unknown, unknown, unknown>): unknown {
  return untypedRunner(definitionOf(plan))
}

function definitionOf(plan: Plan): AnyDefinition {
  const block = compileBlock(plan.body, {
    defaultRetry: plan.retry,
    isDataflow: plan.schedule === "dataflow",
    runnerOf: ({ plan: child }) => untypedRunner(definitionOf(child)),
  })
  const hasVars = plan.vars !== undefined
  const { input, output, concurrency: most } = plan
  // A live mapping takes the scope that the builder typed it with.
  const vars = plan.vars as ((scope: { readonly input: unknown }) => unknown) | undefined
  const timeoutMs = optionalMillis(plan.timeout)
  const payloads = placedSignals(plan).map(({ path, node }) => [path, node.payload] as const)
  const slaMs = optionalMillis(plan.sla?.duration)
  return {
    plan: planFacts(plan),
    ...(input === undefined ? {} : { input: decodeWith(input) }),
    ...(output === undefined ? {} : { output: validateWith(output) }),
    ...(vars === undefined ? {} : { vars }),
    ...(timeoutMs === undefined ? {} : { timeout: timeLimit(timeoutMs) }),
    ...(most === undefined ? {} : { concurrency: permits(most) }),
    ...(slaMs === undefined ? {} : { sla: warnAfter(slaMs) }),
    ...(takesMessages(plan) ? { signals: mailbox(Object.fromEntries(payloads)) } : {}),
    body: (at, given) => {
      const scope: MappingScope = hasVars ? { input: given.input, vars: given.vars } : { input: given.input }
      return block(at, scope)
    },
  }
}

function planFacts(plan: Plan): PlanFacts {
  return Object.freeze({
    name: plan.name,
    ...(plan.version === undefined ? {} : { version: plan.version }),
    digest: planDigest(plan),
    ...(plan.durable === true && { durable: true }),
    steps: planSteps(plan),
  })
}
