import { describeNode } from "@millrace/plan"
import type { Node } from "@millrace/plan"
import { Node as Syntax } from "ts-morph"
import { shortText } from "../../../1-load/static-value.ts"
import type { StaticValue } from "../../../1-load/static-value.ts"
import { staticValue } from "../../../1-load/static-value.ts"
import type { SourceCode, SourceMapping } from "../../../1-load/source-code.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"
import { unreadNodes } from "../unread-names.ts"

/** Looks for what never runs, and for values that nobody reads. */
export function checkDeadCode(facts: FlowFacts): ReadonlyArray<Finding> {
  const { flow, readsOf } = facts
  const constants = nodesIn(flow.plan.body).flatMap((node) => constantChoice(node, facts))
  const unread = unreadNodes(flow.plan.body, readsOf).flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "let" || node.span === undefined) return []
    const message = `${describeNode(node)} is read by nothing`
    return [{ code: "VALUE.UNREAD", node: node.span, message, fix: "remove it, or read it" }]
  })
  return [...constants, ...unread]
}

/** A condition that is written out is the same every time. */
function constantChoice(node: Node<SourceCode>, { module }: FlowFacts): ReadonlyArray<Finding> {
  const found = (
    mapping: SourceMapping,
    owner: string,
    says: (value: StaticValue) => string | undefined,
  ): ReadonlyArray<Finding> => {
    const result = returnedValue(mapping, module.modules)
    const sentence = result === undefined ? undefined : says(result.value)
    if (sentence === undefined || result === undefined) return []
    const message = `${owner} is always '${shortText(mapping.node)}', so ${sentence}`
    return [
      {
        code: "BRANCH.NEVER_TAKEN",
        node: mapping.span,
        message,
        fix: "let it depend on the scope, or remove the other way",
      },
    ]
  }
  const owner = describeNode(node)
  switch (node.kind) {
    case "when":
      return found(node.predicate, `the condition of ${owner}`, (value) => {
        if (value === false) return "its block never runs"
        return value === true && node.otherwise !== undefined ? "its 'otherwise' never runs" : undefined
      })
    case "match":
      return found(node.on, `the label of ${owner}`, (value) => {
        const others = node.cases.filter(({ label }) => label !== value)
        return others.length === 0 ? undefined : `case '${others[0]?.label}' never runs`
      })
    case "loop":
      return found(node.test.predicate, `'${node.test.kind}' of ${owner}`, (value) => {
        if (node.test.kind === "while") return value === false ? "its body never runs" : undefined
        return value === true ? "its body runs once" : undefined
      })
    case "step":
      return node.when === undefined
        ? []
        : found(node.when, `'when' of ${owner}`, (value) => (value === false ? "it never runs" : undefined))
    default:
      return []
  }
}

/** The value of `() => false`: what a lambda gives back, where it is written out. */
function returnedValue(
  { node }: SourceMapping,
  modules: FlowFacts["module"]["modules"],
): { readonly value: StaticValue } | undefined {
  if (!Syntax.isArrowFunction(node) || Syntax.isBlock(node.getBody())) return undefined
  const body = node.getBody()
  // A constant by name is a switch of the author's; what is written in place is not.
  if (!Syntax.isLiteralExpression(body) && !Syntax.isTrueLiteral(body) && !Syntax.isFalseLiteral(body)) return undefined
  const result = staticValue(body, modules)
  return result.kind === "value" ? { value: result.value } : undefined
}
