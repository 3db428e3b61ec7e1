import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import type { MappingRule } from "./mapping-rule.ts"

/** What a mapping throws is a defect: no `try` handles it, no policy repeats it. */
export const throws: MappingRule = {
  code: "MAPPING.THROWS",
  does: "throws, which no 'try' of the workflow can handle",
  fix: "fail in an activity with a declared error, or decide with '.when(...)' or '.match(...)'",
  isOwn: true,
  ofNode: {
    text: /\bthrow\b/,
    breaks: (node, { root }) => Node.isThrowStatement(node) && !isCaught(node, root) && !isImpossible(node),
  },
}

function isCaught(node: SyntaxNode, root: SyntaxNode): boolean {
  for (let each: SyntaxNode | undefined = node; each !== undefined && each !== root; each = each.getParent()) {
    const parent: SyntaxNode | undefined = each.getParent()
    if (Node.isTryStatement(parent) && parent.getTryBlock() === each && parent.getCatchClause() !== undefined)
      return true
  }
  return false
}

/** The last branch of a `switch` says what cannot be. */
function isImpossible(node: SyntaxNode): boolean {
  return node.getFirstAncestor(Node.isDefaultClause) !== undefined
}
