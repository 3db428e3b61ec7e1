import type { ChildRunners } from "./child-runners.ts"
import type { Expression } from "./expression.ts"
import type { PlacedStep } from "./plan-steps.ts"
import { defineAgent } from "./verbs/agent.ts"
import { defineChild } from "./verbs/child.ts"
import { defineHuman } from "./verbs/human.ts"
import { defineSignal } from "./verbs/signal.ts"
import { defineStep } from "./verbs/step.ts"
import { defineWebhook } from "./verbs/webhook.ts"

/** Gives the value of the constant that stands for a step or task at the head of the module. */
export function defineNode({ node, flow, isInSaga }: PlacedStep, runners: ChildRunners): Expression {
  switch (node.kind) {
    case "agent":
      return defineAgent(node, flow.plan.retry)
    case "child":
      return defineChild(node, runners)
    case "human":
      return defineHuman(node)
    case "signal":
      return defineSignal(node)
    case "step":
      return defineStep(node, flow.plan.retry, isInSaga)
    case "webhook":
      return defineWebhook(node, flow.plan.retry)
  }
}
