import type { Node, RetryPolicy, Span } from "@millrace/plan"
import { describeNode, durationMillis } from "@millrace/plan"
import type { SourceCode } from "../../../1-load/source-code.ts"
import { timeText, waitsOf, waitsText } from "../../time/worst-time.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { optionPlace } from "../option-place.ts"

/** Looks at retry policies that do not do what they say: of a flow, a step or an agent call. */
export function checkAttempts({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  const { plan } = flow
  const ofFlow =
    plan.retry === undefined || plan.span === undefined
      ? []
      : policyFindings(plan.retry, `flow '${plan.name}'`, optionPlace(plan.span, "retry", module.file))
  return [...ofFlow, ...nodesIn(plan.body).flatMap((node) => nodeFindings(node, module.file))]
}

function nodeFindings(node: Node<SourceCode>, file: Parameters<typeof optionPlace>[2]): ReadonlyArray<Finding> {
  if ((node.kind !== "step" && node.kind !== "agent") || node.span === undefined) return []
  const owner = describeNode(node)
  const { span, retry } = node
  const ofPolicy = retry === undefined ? [] : policyFindings(retry, owner, optionPlace(span, "retry", file))
  return [...ofPolicy, ...deadlineFindings(node, owner, optionPlace(span, "deadline", file))]
}

function policyFindings(retry: RetryPolicy, owner: string, place: Span): ReadonlyArray<Finding> {
  const { maximumAttempts = 3, initialInterval, maximumInterval } = retry
  const first = initialInterval === undefined ? 1_000 : durationMillis(initialInterval)
  const longest = maximumInterval === undefined ? undefined : durationMillis(maximumInterval)
  if (maximumAttempts === 1) {
    const others = Object.keys(retry).filter((name) => name !== "maximumAttempts")
    if (others.length === 0) return []
    const message = `${owner} is attempted once, so ${others.map((name) => `'${name}'`).join(" and ")} of its retry policy ${others.length === 1 ? "means" : "mean"} nothing`
    return [{ code: "RETRY.WITHOUT_EFFECT", node: place, message, fix: "leave them out, or allow a second attempt" }]
  }
  if (first === 0 || longest === 0) {
    const message = `${owner} is attempted ${maximumAttempts} times without a wait in between`
    const fix = 'wait before the second attempt: initialInterval: "1 second"'
    return [{ code: "RETRY.WITHOUT_WAIT", node: place, message, fix }]
  }
  if (longest !== undefined && first !== undefined && longest < first) {
    const message = `the longest wait of ${owner} is ${timeText(longest)}, which is shorter than its first one, ${timeText(first)}`
    const fix = "make 'maximumInterval' longer, or leave it out"
    return [{ code: "RETRY.WITHOUT_EFFECT", node: place, message, fix }]
  }
  return []
}

type Attempted = Extract<Node<SourceCode>, { readonly kind: "step" | "agent" }>

function deadlineFindings({ deadline, timeout, retry }: Attempted, owner: string, place: Span): ReadonlyArray<Finding> {
  const limit = deadline === undefined ? undefined : durationMillis(deadline)
  const one = timeout === undefined ? undefined : durationMillis(timeout)
  if (limit === undefined) return []
  if (one !== undefined && limit < one) {
    const message = `${owner} gives an attempt ${timeText(one)}, but all of them together ${timeText(limit)}`
    const fix = "make 'deadline' longer than 'timeout', or leave 'timeout' out"
    return [{ code: "DEADLINE.BELOW_TIMEOUT", node: place, message, fix }]
  }
  const attempts = retry?.maximumAttempts ?? 3
  const waits = retry === undefined ? [] : waitsOf(retry, attempts, "shortest")
  const waiting = waits.reduce((sum, each) => sum + each, 0)
  if (waiting < limit || waits.length === 0) return []
  const jitter = (retry?.jitter ?? 0) > 0 ? " at their shortest" : ""
  const message = `the waits between the ${attempts} attempts of ${owner} are ${timeText(waiting)}${jitter} (${waitsText(waits)}), but its deadline is ${timeText(limit)}, so the last attempt is never made`
  return [
    { code: "DEADLINE.BELOW_WAITS", node: place, message, fix: "make 'deadline' longer, or allow fewer attempts" },
  ]
}
