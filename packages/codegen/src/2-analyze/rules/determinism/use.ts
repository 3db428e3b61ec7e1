import type { Identifier, Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { accessedName } from "../../../1-load/follow-reference.ts"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import { literalKey } from "../../../1-load/object-members.ts"
import { wrapped } from "../../../1-load/unwrap.ts"
import { referencesOf } from "../../references.ts"
import type { Target } from "./target.ts"
import { targetOf } from "./target.ts"

/** A place in author code that refers to something outside of it: a name, with the members that are taken of it. */
export interface Use {
  readonly identifier: Identifier
  /** The whole of it as written: `Date.now`. */
  readonly node: SyntaxNode
  readonly target: Target
  /** How it is used: `Date.now()`, `new Date()`, or only referred to. */
  readonly as: "call" | "new" | "value"
  readonly argumentCount: number
}

const known = new WeakMap<SyntaxNode, ReadonlyArray<Use>>()

/** Gives what a piece of code uses of its module, of packages and of the platform. */
export function usesIn(root: SyntaxNode, modules: ModuleSources): ReadonlyArray<Use> {
  const found = known.get(root)
  if (found !== undefined) return found
  const uses = referencesOf(root)
    .filter(({ isType, enclosing }) => !isType && enclosing === undefined)
    .flatMap(({ node }) => usesAt(node, modules))
  known.set(root, uses)
  return uses
}

function usesAt(identifier: Identifier, modules: ModuleSources): ReadonlyArray<Use> {
  const { node, members } = chainAround(identifier)
  const place = { file: identifier.getSourceFile(), modules }
  const taken = destructured(node)
  if (taken !== undefined) {
    return taken.map(({ name, element }) => {
      const target = targetOf(identifier.getText(), [...members, name], place)
      return { identifier, node: element, target, as: "value", argumentCount: 0 }
    })
  }
  const target = targetOf(identifier.getText(), members, place)
  const parent = node.getParent()
  const isCall = Node.isCallExpression(parent) && parent.getExpression() === node
  const isNew = Node.isNewExpression(parent) && parent.getExpression() === node
  const argumentCount = isCall || isNew ? parent.getArguments().length : 0
  return [{ identifier, node, target, as: isCall ? "call" : isNew ? "new" : "value", argumentCount }]
}

/** Goes from a name out over the members that are taken of it. */
function chainAround(identifier: Identifier): { readonly node: SyntaxNode; readonly members: ReadonlyArray<string> } {
  const members: Array<string> = []
  let node: SyntaxNode = wrapped(identifier)
  for (;;) {
    const parent = node.getParent()
    const isMember =
      (Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent)) &&
      parent.getExpression() === node
    const name = isMember ? accessedName(parent) : undefined
    if (parent === undefined || name === undefined) return { node, members }
    members.push(name)
    node = wrapped(parent)
  }
}

/** `const { random } = Math` takes a member as well. */
function destructured(
  node: SyntaxNode,
): ReadonlyArray<{ readonly name: string; readonly element: SyntaxNode }> | undefined {
  const parent = node.getParent()
  if (!Node.isVariableDeclaration(parent) || parent.getInitializer() !== node) return undefined
  const pattern = parent.getNameNode()
  if (!Node.isObjectBindingPattern(pattern)) return undefined
  return pattern.getElements().flatMap((element) => {
    const name = literalKey(element.getPropertyNameNode() ?? element.getNameNode())
    return name === undefined || element.getDotDotDotToken() !== undefined ? [] : [{ name, element }]
  })
}
