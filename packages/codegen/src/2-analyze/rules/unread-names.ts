import type { Block, Node, ReadsOf } from "@millrace/plan"
import { innerBlocks, scopeReads } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"

/** A node whose value does nothing unless something reads it: it only computes, or has a failure in its value. */
type ToRead = Extract<Node<SourceCode>, { readonly kind: "let" | "step" }>

function isToRead(node: Node<SourceCode>): node is ToRead {
  return node.kind === "let" || (node.kind === "step" && node.onFailure === "continue")
}

/** Gives the nodes that ought to be read, and that nothing after them reads, with those of inner blocks. */
export function unreadNodes(block: Block<SourceCode>, readsOf: ReadsOf<SourceCode>): ReadonlyArray<ToRead> {
  const own = block.nodes.some(isToRead) ? unreadIn(block, readsOf) : []
  const inside = block.nodes.flatMap((node) => innerBlocks(node).flatMap((inner) => unreadNodes(inner.block, readsOf)))
  return [...own, ...inside]
}

function unreadIn({ nodes, returns }: Block<SourceCode>, readsOf: ReadsOf<SourceCode>): ReadonlyArray<ToRead> {
  const unread: Array<ToRead> = []
  const end = returns === undefined ? undefined : readsOf(returns, { mapping: returns, owner: "", gives: [] })
  // What may read anything reads everything before it.
  let isAnyRead = end?.unknown !== undefined
  const read = new Set(end?.names)
  for (const [place, node] of [...nodes.entries()].toReversed()) {
    if (isAnyRead) break
    // Without `returns` the value of the last verb is that of the block.
    const isResult = returns === undefined && place === nodes.length - 1
    if (isToRead(node) && !isResult && !read.has(node.name)) unread.push(node)
    const { names, unknown } = scopeReads(node, readsOf)
    for (const name of names) read.add(name)
    isAnyRead = unknown !== undefined
  }
  return unread
}
