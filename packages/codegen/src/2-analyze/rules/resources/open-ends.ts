import type { Node } from "@millrace/plan"
import { describeNode } from "@millrace/plan"
import type { SourceCode } from "../../../1-load/source-code.ts"
import { worksAtOnce } from "../../activities/works-at-once.ts"
import { activityPolicies } from "../../time/activity-policies.ts"
import { literalLength } from "../../time/literal-length.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { optionPlace } from "../option-place.ts"

/** Looks for what nothing ends: waits, attempts and lists without a limit. */
export function checkOpenEnds(facts: FlowFacts): ReadonlyArray<Finding> {
  return nodesIn(facts.flow.plan.body).flatMap((node) => [
    ...unendedWait(node, facts),
    ...unendedAttempt(node, facts),
    ...unboundedList(node, facts),
  ])
}

function unendedWait(node: Node<SourceCode>, { flow }: FlowFacts): ReadonlyArray<Finding> {
  if (node.kind !== "human" && node.kind !== "signal" && node.kind !== "webhook") return []
  if (node.deadline !== undefined || flow.plan.timeout !== undefined || node.span === undefined) return []
  const message = `${describeNode(node)} waits as long as nobody answers, for neither it nor the flow has a limit`
  const fix = 'give it a deadline: { deadline: "3 days", onDeadline: (b) => ... }'
  return [{ code: "WAIT.WITHOUT_DEADLINE", node: node.span, message, fix }]
}

function unendedAttempt(node: Node<SourceCode>, { module }: FlowFacts): ReadonlyArray<Finding> {
  if ((node.kind !== "step" && node.kind !== "agent") || node.span === undefined) return []
  if (node.timeout !== undefined || node.deadline !== undefined) return []
  if (node.kind === "step") {
    const { timeout, unread } = activityPolicies(node.activity, module.modules)
    if (timeout !== undefined || unread.includes("timeout") || worksAtOnce(node.activity, module.modules)) return []
  }
  const message = `${describeNode(node)} has no timeout, and neither has its ${node.kind === "step" ? "activity" : "capability"}`
  const fix = 'give it one: { timeout: "30 seconds" }'
  return [{ code: "STEP.WITHOUT_TIMEOUT", node: node.span, message, fix }]
}

function unboundedList(node: Node<SourceCode>, { flow, module }: FlowFacts): ReadonlyArray<Finding> {
  if (node.kind !== "forEach" || node.concurrency !== "unbounded" || node.span === undefined) return []
  if (flow.plan.concurrency !== undefined || literalLength(node.items, module.modules) !== undefined) return []
  const works = nodesIn(node.body).filter(({ kind }) => kind === "step" || kind === "agent" || kind === "child")
  const isLimited = works.every((each) => each.kind === "step" && (each.pool ?? each.rateLimit) !== undefined)
  // A list of nothing but values costs nothing, and one behind limits is held up by them.
  if (isLimited) return []
  const message = `${describeNode(node)} starts its body for all items of a list of any length at once`
  const fix = "write how many may run at once: { concurrency: 8 }"
  return [{ code: "FOREACH.UNBOUNDED", node: optionPlace(node.span, "concurrency", module.file), message, fix }]
}
