import type { Node, RetryPolicy, Span } from "@millrace/plan"
import { describeNode, durationMillis } from "@millrace/plan"
import type { SourceFile } from "ts-morph"
import type { SourceCode } from "../../../1-load/source-code.ts"
import { timeText, waitsOf, waitsText } from "../../time/worst-time.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { optionPlace } from "../option-place.ts"

/** Finds where an option is written; looked for only where there is something to say. */
type PlaceOf = (option: string) => Span

function placesOf(name: Span, file: SourceFile): PlaceOf {
  return (option) => optionPlace(name, option, file)
}

/** Looks at retry policies that do not do what they say: of a flow, a step or an agent call. */
export function checkAttempts({ flow, module }: FlowFacts): ReadonlyArray<Finding> {
  const { plan } = flow
  const ofFlow =
    plan.retry === undefined || plan.span === undefined
      ? []
      : policyFindings(plan.retry, `flow '${plan.name}'`, placesOf(plan.span, module.file))
  const ofNodes = nodesIn(plan.body).flatMap((node) => {
    if ((node.kind !== "step" && node.kind !== "agent") || node.span === undefined) return []
    const placeOf = placesOf(node.span, module.file)
    const owner = describeNode(node)
    const ofPolicy = node.retry === undefined ? [] : policyFindings(node.retry, owner, placeOf)
    return [...ofPolicy, ...deadlineFindings(node, owner, placeOf)]
  })
  return [...ofFlow, ...ofNodes]
}

function policyFindings(retry: RetryPolicy, owner: string, placeOf: PlaceOf): ReadonlyArray<Finding> {
  const { maximumAttempts = 3, initialInterval, maximumInterval } = retry
  const first = initialInterval === undefined ? 1_000 : durationMillis(initialInterval)
  const longest = maximumInterval === undefined ? undefined : durationMillis(maximumInterval)
  if (maximumAttempts === 1) {
    const others = Object.keys(retry).filter((name) => name !== "maximumAttempts")
    if (others.length === 0) return []
    const names = others.map((name) => `'${name}'`).join(" and ")
    const message = `${owner} is attempted once, so ${names} of its retry policy ${others.length === 1 ? "means" : "mean"} nothing`
    const fix =
      others.length === 1 ? "leave it out, or allow a second attempt" : "leave them out, or allow a second attempt"
    return [{ code: "RETRY.WITHOUT_EFFECT", node: placeOf("retry"), message, fix }]
  }
  if (first === 0 || longest === 0) {
    const message = `${owner} is attempted ${maximumAttempts} times without a wait in between`
    const fix = 'wait before the second attempt: initialInterval: "1 second"'
    return [{ code: "RETRY.WITHOUT_WAIT", node: placeOf("retry"), message, fix }]
  }
  if (longest !== undefined && first !== undefined && longest < first) {
    const message = `the longest wait of ${owner} is ${timeText(longest)}, which is shorter than its first one, ${timeText(first)}`
    const fix = "make 'maximumInterval' longer, or leave it out"
    return [{ code: "RETRY.WITHOUT_EFFECT", node: placeOf("retry"), message, fix }]
  }
  return []
}

type Attempted = Extract<Node<SourceCode>, { readonly kind: "step" | "agent" }>

function deadlineFindings(
  { deadline, timeout, retry }: Attempted,
  owner: string,
  placeOf: PlaceOf,
): ReadonlyArray<Finding> {
  const limit = deadline === undefined ? undefined : durationMillis(deadline)
  const one = timeout === undefined ? undefined : durationMillis(timeout)
  if (limit === undefined) return []
  if (one !== undefined && limit < one) {
    const message = `${owner} gives an attempt ${timeText(one)}, but all of them together ${timeText(limit)}`
    const fix = "make 'deadline' longer than 'timeout', or leave 'timeout' out"
    return [{ code: "DEADLINE.BELOW_TIMEOUT", node: placeOf("deadline"), message, fix }]
  }
  const attempts = retry?.maximumAttempts ?? 3
  const waits = retry === undefined ? [] : waitsOf(retry, attempts, "shortest")
  const waiting = waits.reduce((sum, each) => sum + each, 0)
  if (waiting < limit || waits.length === 0) return []
  const jitter = (retry?.jitter ?? 0) > 0 ? " at their shortest" : ""
  const message = `the waits between the ${attempts} attempts of ${owner} are ${timeText(waiting)}${jitter} (${waitsText(waits)}), but its deadline is ${timeText(limit)}, so the last attempt is never made`
  const fix = "make 'deadline' longer, or allow fewer attempts"
  return [{ code: "DEADLINE.BELOW_WAITS", node: placeOf("deadline"), message, fix }]
}
