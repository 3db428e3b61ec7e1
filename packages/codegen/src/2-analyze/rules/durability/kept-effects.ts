import type { Block, Node } from "@millrace/plan"
import { describeNode } from "@millrace/plan"
import type { SourceCode } from "../../../1-load/source-code.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { concurrentSteps, mayFail } from "./concurrent-steps.ts"
import { changesWorld } from "./does-something.ts"

type Step = Extract<Node<SourceCode>, { readonly kind: "step" }>

/** Looks for steps of a saga whose effects stay when the saga is undone. */
export function checkKeptEffects({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  const isKept = (node: Node<SourceCode>): node is Step =>
    node.kind === "step" &&
    node.compensate === undefined &&
    node.activity.options?.has("compensate") === false &&
    changesWorld(node.activity, module.modules)
  return nodesIn(flow.plan.body).flatMap((node) => (node.kind === "saga" ? keptIn(node.body, isKept) : []))
}

function keptIn(body: Block<SourceCode>, isKept: (node: Node<SourceCode>) => node is Step): ReadonlyArray<Finding> {
  return body.nodes.flatMap((node, place) => {
    const later = body.nodes.slice(place + 1).find(mayFail)
    const kept = nodesIn({ ...body, nodes: [node] }).filter(isKept)
    const atOnce = concurrentSteps(node)
    return kept.flatMap((step): ReadonlyArray<Finding> => {
      if (step.span === undefined) return []
      const others = atOnce.get(step)
      if (others !== undefined) {
        const message = `${describeNode(step)} has nothing that undoes it, and ${others} may fail when it has been done`
        return [{ code: "SAGA.BRANCH_KEPT", node: step.span, message, fix }]
      }
      if (later === undefined) return []
      const message = `${describeNode(step)} has nothing that undoes it, and ${describeNode(later)} behind it may fail`
      return [{ code: "SAGA.STEP_KEPT", node: step.span, message, fix }]
    })
  })
}

const fix =
  "give its activity or the step 'compensate', or say that there is nothing to undo: activity(..., { effects: \"none\" })"
