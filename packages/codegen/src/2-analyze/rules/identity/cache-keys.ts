import { describeNode } from "@millrace/plan"
import type { Node } from "@millrace/plan"
import type { Node as SyntaxNode } from "ts-morph"
import { Node as Syntax } from "ts-morph"
import { accessedName } from "../../../1-load/follow-reference.ts"
import type { SourceCode, SourceMapping } from "../../../1-load/source-code.ts"
import { wrapped } from "../../../1-load/unwrap.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"

/** Looks for results that are kept under a key which leaves out something that they are made from. */
export function checkCacheKeys(facts: FlowFacts): ReadonlyArray<Finding> {
  return nodesIn(facts.flow.plan.body).flatMap((node) => keyFindings(node, facts))
}

function keyFindings(node: Node<SourceCode>, facts: FlowFacts): ReadonlyArray<Finding> {
  if (node.kind !== "step" || node.cache?.key === undefined || node.mapping === undefined) return []
  const { key } = node.cache
  const given = pathsRead(node.mapping, facts)
  const inKey = pathsRead(key, facts)
  if (given === undefined || inKey === undefined) return []
  const left = [...given].find((path) => ![...inKey].some((each) => covers(each, path)))
  if (left === undefined) return []
  const message = `the cache key of ${describeNode(node)} leaves out '${left}', which its input is made from, so one result is given for different inputs`
  const fix = `make the key from '${left}' as well, or leave 'key' out: then it is the whole input`
  return [{ code: "CACHE.KEY_IGNORES_INPUT", node: key.span, message, fix }]
}

/** A key of `order.id` stands for all of `order`, and one of `order` for `order.id`. */
function covers(key: string, path: string): boolean {
  return key === path || path.startsWith(`${key}.`) || key.startsWith(`${path}.`)
}

/** Gives what a lambda reads of its scope, with the members it takes: `input.order.id`; `undefined` where it may be anything. */
function pathsRead(mapping: SourceMapping, { lambdas }: FlowFacts): ReadonlySet<string> | undefined {
  const facts = mapping.kind === "lambda" ? lambdas.get(mapping) : undefined
  if (facts === undefined || facts.wholeScopeUses.length > 0) return undefined
  return new Set(facts.reads.map(({ name, node }) => [name, ...membersBehind(node)].join(".")))
}

function membersBehind(node: SyntaxNode): ReadonlyArray<string> {
  // A destructuring takes apart more than one would want to tell.
  if (Syntax.isBindingElement(node)) return []
  const members: Array<string> = []
  for (let each = wrapped(node); ;) {
    const parent = each.getParent()
    const isMember = Syntax.isPropertyAccessExpression(parent) && parent.getExpression() === each
    const name = isMember ? accessedName(parent) : undefined
    if (parent === undefined || name === undefined) return members
    // What a method gives is made from the whole value.
    const outer = wrapped(parent)
    const call = outer.getParent()
    if (Syntax.isCallExpression(call) && call.getExpression() === outer) return members
    members.push(name)
    each = outer
  }
}
