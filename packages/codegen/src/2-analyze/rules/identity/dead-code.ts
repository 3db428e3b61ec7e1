import { describeNode } from "@millrace/plan"
import type { Node } from "@millrace/plan"
import { Node as Syntax } from "ts-morph"
import { shortText } from "../../../1-load/static-value.ts"
import type { StaticValue } from "../../../1-load/static-value.ts"
import { staticValue } from "../../../1-load/static-value.ts"
import type { SourceCode, SourceMapping } from "../../../1-load/source-code.ts"
import { unwrap } from "../../../1-load/unwrap.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"

/** Looks for what never runs, and for values that nobody reads. */
export function checkDeadCode(facts: FlowFacts): ReadonlyArray<Finding> {
  const constants = nodesIn(facts.flow.plan.body).flatMap((node) => constantChoice(node, facts))
  const unread = facts.unread.flatMap((node): ReadonlyArray<Finding> => {
    if (node.kind !== "let" || node.span === undefined) return []
    const message = `${describeNode(node)} is read by nothing`
    return [{ code: "VALUE.UNREAD", node: node.span, message, fix: "remove it, or read it" }]
  })
  return [...constants, ...unread]
}

/** A condition of a node, and what follows for the flow from its always having one value. */
interface Choice {
  readonly mapping: SourceMapping
  readonly owner: string
  readonly says: (value: StaticValue) => string | undefined
}

/** A condition that is written out is the same every time. */
function constantChoice(node: Node<SourceCode>, { module }: FlowFacts): ReadonlyArray<Finding> {
  const choice = choiceOf(node)
  const result = choice && returnedValue(choice.mapping, module.modules)
  const follows = choice && result && choice.says(result.value)
  if (choice === undefined || follows === undefined) return []
  const { mapping, owner } = choice
  const message = `${owner} is always '${shortText(mapping.node)}', so ${follows}`
  const fix = "let it depend on the scope, or remove what never runs"
  return [{ code: "BRANCH.NEVER_TAKEN", node: mapping.span, message, fix }]
}

function choiceOf(node: Node<SourceCode>): Choice | undefined {
  const owner = describeNode(node)
  if (node.kind === "when") {
    const says = (value: StaticValue): string | undefined => {
      if (value === false) return "its block never runs"
      return value === true && node.otherwise !== undefined ? "its 'otherwise' never runs" : undefined
    }
    return { mapping: node.predicate, owner: `the condition of ${owner}`, says }
  }
  if (node.kind === "match") {
    const says = (value: StaticValue): string | undefined => {
      const other = node.cases.find(({ label }) => label !== value)
      return other && `case '${other.label}' never runs`
    }
    return { mapping: node.on, owner: `the label of ${owner}`, says }
  }
  if (node.kind === "loop") {
    const { kind, predicate } = node.test
    const says = (value: StaticValue): string | undefined => {
      if (kind === "while") return value === false ? "its body never runs" : undefined
      return value === true ? "its body runs once" : undefined
    }
    return { mapping: predicate, owner: `'${kind}' of ${owner}`, says }
  }
  if (node.kind !== "step" || node.when === undefined) return undefined
  const says = (value: StaticValue): string | undefined => (value === false ? "it never runs" : undefined)
  return { mapping: node.when, owner: `'when' of ${owner}`, says }
}

/** The value of `() => false`: what a lambda gives back, where it is written out. */
function returnedValue(
  { node }: SourceMapping,
  modules: FlowFacts["module"]["modules"],
): { readonly value: StaticValue } | undefined {
  if (!Syntax.isArrowFunction(node) || Syntax.isBlock(node.getBody())) return undefined
  const body = unwrap(node.getBody())
  // A constant by name is a switch of the author's; what is written in place is not.
  if (!Syntax.isLiteralExpression(body) && !Syntax.isTrueLiteral(body) && !Syntax.isFalseLiteral(body)) return undefined
  const result = staticValue(body, modules)
  return result.kind === "value" ? { value: result.value } : undefined
}
