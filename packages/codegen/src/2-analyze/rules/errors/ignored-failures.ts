import { describeNode } from "@millrace/plan"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { optionPlace } from "../option-place.ts"

/** Looks for failures that are made values of, and that then nobody looks at; and for handlers of nothing. */
export function checkIgnoredFailures({ flow, module, unread }: FlowFacts): ReadonlyArray<Finding> {
  const ignored = unread.flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "step" || node.span === undefined) return []
    const place = optionPlace(node.span, "onFailure", module.file)
    const message = `${describeNode(node)} goes on after a failure, and nothing reads what became of it`
    const fix = "read its result, or leave 'onFailure' out, so that the workflow fails"
    return [{ code: "FAILURE.IGNORED", node: place, message, fix }]
  })
  const unhandled = nodesIn(flow.plan.body).flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "try" || node.handlers.length > 0 || node.span === undefined) return []
    const message = `${describeNode(node)} has no handlers, so it does nothing`
    const fix = "add a handler for a failure of its body, or remove the 'try'"
    return [{ code: "TRY.WITHOUT_HANDLERS", node: node.span, message, fix }]
  })
  return [...ignored, ...unhandled]
}
