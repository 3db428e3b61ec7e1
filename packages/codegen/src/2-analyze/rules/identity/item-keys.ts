import { describeNode } from "@millrace/plan"
import type { Node } from "@millrace/plan"
import { boundNames } from "../../../1-load/module-names.ts"
import { identifiersByName } from "../../../1-load/identifiers.ts"
import { localScopeOf } from "../../../1-load/name-scope.ts"
import type { SourceCode, SourceLambda } from "../../../1-load/source-code.ts"
import { isReference } from "../../references.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"

/** Looks at what tells the items of a `forEach` apart. */
export function checkItemKeys({ flow }: FlowFacts): ReadonlyArray<Finding> {
  return nodesIn(flow.plan.body).flatMap(keyFindings)
}

function keyFindings(node: Node<SourceCode>): ReadonlyArray<Finding> {
  if (node.kind !== "forEach" || node.span === undefined) return []
  const { key, span } = node
  const owner = describeNode(node)
  const fix = "take the key from the item: { key: (item) => item.id }"
  if (key === undefined) {
    const message = `${owner} has no key, so its items are told apart by their place in the list`
    return [{ code: "FOREACH.KEY_MISSING", node: span, message, fix }]
  }
  if (key.kind !== "lambda" || readsParameter(key, 0)) return []
  if (readsParameter(key, 1)) {
    const message = `the key of ${owner} is made from the index alone, which is another one when the list changes`
    return [{ code: "FOREACH.KEY_OF_INDEX", node: key.span, message, fix }]
  }
  const message = `the key of ${owner} does not read the item, so two items have the same one, which is a defect`
  return [{ code: "FOREACH.KEY_CONSTANT", node: key.span, message, fix }]
}

function readsParameter({ node }: SourceLambda, index: number): boolean {
  const names = boundNames(node.getParameters()[index]?.getNameNode() ?? node)
  const uses = identifiersByName(node)
  return names.some((name) => (uses.get(name) ?? []).some((each) => isReference(each) && localScopeOf(each) === node))
}
