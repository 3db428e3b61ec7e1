import type { ParameteredNode } from "ts-morph"
import { Node } from "ts-morph"
import { boundNames } from "../../1-load/module-names.ts"
import type { SourceLambda } from "../../1-load/source-code.ts"
import type { ModuleFacts } from "../../2-analyze/facts.ts"
import { secondParameterUses } from "./second-parameter.ts"
import { scopeUses } from "./scope-uses.ts"

/**
 * Gives, for each name of the scope, the names that a local for it must not have.
 *
 * **Details**
 *
 * `({ total, lines }) => lines.map((amount) => amount / total)` reads `total` where `amount` means something else, so
 * the local that takes the place of `total` is not called `amount`.
 */
export function forbiddenNames(facts: ModuleFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const forbidden = new Map<string, Set<string>>()
  const forbid = (name: string, added: ReadonlyArray<string>): void => {
    const names = forbidden.get(name) ?? new Set()
    for (const each of added) names.add(each)
    forbidden.set(name, names)
  }
  for (const [lambda, found] of facts.lambdas) {
    const declared = declaredInBody(lambda)
    for (const node of secondParameterUses(lambda) ?? []) forbid("url", [...declared, ...declaredAround(node, lambda)])
    for (const { name, node } of scopeUses(lambda, found) ?? []) {
      if (name === undefined) continue
      forbid(name, [...declared, ...declaredAround(node, lambda)])
    }
  }
  return forbidden
}

/** Tells whether a function inside the lambda stands around the node. */
export function isEnclosed(node: Node, lambda: Node): boolean {
  return innerFunctions(node, lambda).length > 0
}

/** Tells whether the node may be evaluated later than the lambda: it stands in a function, or in a property of a class. */
export function isHeld(node: Node, lambda: Node): boolean {
  const property = node.getFirstAncestor((each) => each === lambda || Node.isPropertyDeclaration(each))
  return Node.isPropertyDeclaration(property) || isEnclosed(node, lambda)
}

function declaredAround(node: Node, { node: lambda }: SourceLambda): ReadonlyArray<string> {
  return innerFunctions(node, lambda).flatMap((each) => {
    const own = Node.isFunctionExpression(each) || Node.isFunctionDeclaration(each) ? [each.getName() ?? ""] : []
    return [...own, ...each.getParameters().flatMap((parameter) => boundNames(parameter.getNameNode()))]
  })
}

function innerFunctions(node: Node, lambda: Node): ReadonlyArray<Node & ParameteredNode> {
  const functions: Array<Node & ParameteredNode> = []
  for (let each = node.getParent(); each !== undefined && each !== lambda; each = each.getParent()) {
    if (Node.isFunctionLikeDeclaration(each) || Node.isFunctionExpression(each)) functions.push(each)
  }
  return functions
}

/** Conservative: a name declared anywhere in the statements of a body counts for all of it. */
function declaredInBody({ node: lambda }: SourceLambda): ReadonlyArray<string> {
  const names: Array<string> = []
  lambda.getBody()?.forEachDescendant((each) => {
    if (Node.isVariableDeclaration(each)) names.push(...boundNames(each.getNameNode()))
    if (Node.isFunctionDeclaration(each) || Node.isClassDeclaration(each)) names.push(each.getName() ?? "")
  })
  return names
}
