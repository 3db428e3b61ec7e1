import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { isFunction } from "../../../1-load/is-function.ts"
import { wrapped } from "../../../1-load/unwrap.ts"
import type { MappingRule } from "./mapping-rule.ts"
import type { Use } from "./use.ts"

/** Nobody waits for what a mapping gives: a promise or an Effect goes on as it is. */
export const givesPromise: MappingRule = {
  code: "MAPPING.GIVES_PROMISE",
  does: "gives a promise or an Effect, for which nobody waits",
  fix: "do the work in an activity, and read its result here",
  isOwn: true,
  ofUse: (use, { root }) => isPromised(use) && isGiven(use.node, root),
}

function isPromised({ target, as }: Use): boolean {
  if (target.kind === "function") {
    return as === "call" && Node.isAsyncable(target.node) && target.node.isAsync()
  }
  if (target.kind === "global") {
    return target.symbol === "Promise" ? as === "new" : target.symbol.startsWith("Promise.") && as === "call"
  }
  return target.kind === "package" && /^effect\/Effect#(?!run|is)\w/.test(target.symbol)
}

/** Says whether an expression, or what its methods give, is what the function gives back, or a part of that. */
function isGiven(use: SyntaxNode, root: SyntaxNode): boolean {
  const made = use.getParent()
  const isMade = (Node.isCallExpression(made) || Node.isNewExpression(made)) && made.getExpression() === use
  let node: SyntaxNode = wrapped(isMade ? made : use)
  for (;;) {
    const parent = node.getParent()
    if (parent === root) return Node.isArrowFunction(root) && root.getBody() === node
    if (Node.isReturnStatement(parent)) return parent.getFirstAncestor(isFunction) === root
    const isPart =
      Node.isObjectLiteralExpression(parent) ||
      Node.isArrayLiteralExpression(parent) ||
      (Node.isPropertyAssignment(parent) && parent.getInitializer() === node) ||
      (Node.isConditionalExpression(parent) && parent.getCondition() !== node) ||
      (Node.isPropertyAccessExpression(parent) && ["then", "catch", "finally", "pipe"].includes(parent.getName())) ||
      (Node.isCallExpression(parent) && parent.getExpression() === node)
    if (!isPart || parent === undefined) return false
    node = wrapped(parent)
  }
}
