import type { Node } from "@millrace/plan"
import { innerBlocks } from "@millrace/plan"
import type { SourceCode } from "../../../1-load/source-code.ts"
import { nodesIn } from "../flow-rule.ts"

/** Gives the steps inside a node that something else runs beside which may fail, and what that is. */
export function concurrentSteps(node: Node<SourceCode>): ReadonlyMap<Node<SourceCode>, string> {
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
export function mayFail(node: Node<SourceCode>): boolean {
  if (node.kind === "let" || node.kind === "sleep") return false
  const blocks = innerBlocks(node)
  return blocks.length === 0 || blocks.some(({ block }) => nodesIn(block).some(mayFail))
}
