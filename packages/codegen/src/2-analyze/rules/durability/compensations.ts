import { describeNode } from "@millrace/plan"
import { worksAtOnce } from "../../activities/works-at-once.ts"
import { activityPolicies } from "../../time/activity-policies.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { optionPlace } from "../option-place.ts"

/** Looks for compensations that are tried once: where that fails, what they should have undone stays, and nobody retries. */
export function checkCompensations({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  const { modules, file } = module
  const steps = nodesIn(flow.plan.body).flatMap((node) => (node.kind === "saga" ? nodesIn(node.body) : []))
  return [...new Set(steps)].flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "step" || node.span === undefined) return []
    const undo = node.compensate?.activity
    if (undo === undefined && node.activity.options?.has("compensate") !== true) return []
    const called = undo ?? node.activity
    const { retry = flow.plan.retry, unread } = activityPolicies(called, modules)
    if (unread.includes("retry") || (retry !== undefined && retry.maximumAttempts !== 1)) return []
    if (worksAtOnce(called, modules, undo === undefined ? "compensate" : "run")) return []
    const what = undo === undefined ? `the 'compensate' of activity '${called.name}'` : `activity '${called.name}'`
    const message = `${what}, which undoes ${describeNode(node)}, is attempted once: when that fails, nothing undoes the step`
    const fix = `give activity '${called.name}' a retry policy: { retry: { maximumAttempts: 10 } }`
    const place = undo === undefined ? node.span : optionPlace(node.span, "compensate", file)
    return [{ code: "COMPENSATION.TRIED_ONCE", node: place, message, fix }]
  })
}
