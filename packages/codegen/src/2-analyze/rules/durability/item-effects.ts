import { describeNode } from "@millrace/plan"
import { literalLength } from "../../time/literal-length.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { doesSomething } from "./does-something.ts"

/** Looks for items that something is done for, and that only their place in the list tells apart. */
export function checkItemEffects({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  return nodesIn(flow.plan.body).flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "forEach" || node.key !== undefined || node.span === undefined) return []
    if (literalLength(node.items, module.modules) !== undefined) return []
    const effect = nodesIn(node.body).find((each) => doesSomething(each, module.modules))
    if (effect === undefined) return []
    const message = `${describeNode(node)} has no key, so what ${describeNode(effect)} has done is recorded for a place in the list, not for an item`
    const fix = "take a key from the item: { key: (item) => item.id }"
    return [{ code: "FOREACH.EFFECT_WITHOUT_KEY", node: node.span, message, fix }]
  })
}
