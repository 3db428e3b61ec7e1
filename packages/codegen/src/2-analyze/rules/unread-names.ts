import type { Block, Node, ReadsOf } from "@millrace/plan"
import { definedNames, innerBlocks, scopeReads } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"

/** A node none of whose names is read by what stands after it. */
export function unreadNodes(block: Block<SourceCode>, readsOf: ReadsOf<SourceCode>): ReadonlyArray<Node<SourceCode>> {
  const own: Array<Node<SourceCode>> = []
  const { returns } = block
  const end = returns === undefined ? undefined : readsOf(returns, { mapping: returns, owner: "", gives: [] })
  // What may read anything reads everything before it.
  let isAnyRead = end?.unknown !== undefined
  const read = new Set(end?.names)
  for (const [place, node] of [...block.nodes.entries()].toReversed()) {
    // Without `returns` the value of the last verb is that of the block.
    const isResult = returns === undefined && place === block.nodes.length - 1
    if (!isAnyRead && !isResult && definedNames(node).every(({ name }) => !read.has(name))) own.push(node)
    const { names, unknown } = scopeReads(node, readsOf)
    for (const name of names) read.add(name)
    isAnyRead ||= unknown !== undefined
  }
  return [
    ...own,
    ...block.nodes.flatMap((node) => innerBlocks(node).flatMap((inner) => unreadNodes(inner.block, readsOf))),
  ]
}
