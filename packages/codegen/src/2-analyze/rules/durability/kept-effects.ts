import type { Block, Node } from "@millrace/plan"
import { describeNode, innerBlocks } from "@millrace/plan"
import type { SourceCode } from "../../../1-load/source-code.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
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

/** Gives the steps inside a node that something else runs beside, and what that is. */
function concurrentSteps(node: Node<SourceCode>): ReadonlyMap<Node<SourceCode>, string> {
  const found = new Map<Node<SourceCode>, string>()
  const blocks = innerBlocks(node)
  const isManyItems = node.kind === "forEach" && node.concurrency !== undefined && node.concurrency !== 1
  const areConcurrent = node.kind === "parallel" || node.kind === "graph" || node.kind === "race"
  for (const { block, label } of blocks) {
    const other = blocks.find((each) => each.label !== label && nodesIn(each.block).some(mayFail))
    const beside = areConcurrent && other !== undefined ? `the branch '${other.label}' beside it` : undefined
    const what = isManyItems ? "that for another item" : beside
    for (const each of nodesIn(block)) if (what !== undefined) found.set(each, what)
    for (const inner of block.nodes) for (const [step, nearer] of concurrentSteps(inner)) found.set(step, nearer)
  }
  return found
}

/** What computes only does not fail. */
function mayFail(node: Node<SourceCode>): boolean {
  if (node.kind === "let" || node.kind === "sleep") return false
  const blocks = innerBlocks(node)
  return blocks.length === 0 || blocks.some(({ block }) => nodesIn(block).some(mayFail))
}
