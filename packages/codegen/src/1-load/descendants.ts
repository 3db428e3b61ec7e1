import type { Node } from "ts-morph"

/**
 * Gives the nodes inside a node that are of some kind, in the order of their text.
 *
 * **Details**
 *
 * A chain of a thousand calls is an expression a thousand levels deep, so this walk needs no stack of its own. It leaves
 * out tokens without meaning, and comments.
 */
export function descendants<Kind extends Node>(root: Node, isKind: (node: Node) => node is Kind): ReadonlyArray<Kind> {
  const found: Array<Kind> = []
  const pending: Array<Node> = [root]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next !== root && isKind(next)) found.push(next)
    for (const child of next.forEachChildAsArray().toReversed()) pending.push(child)
  }
  return found
}
