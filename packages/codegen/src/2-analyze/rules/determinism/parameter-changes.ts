import type { Identifier, Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "../../../1-load/descendants.ts"
import { isFunction } from "../../../1-load/is-function.ts"
import { boundNames } from "../../../1-load/module-names.ts"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import { arrayMutators, isChanged } from "../../../1-load/mutation.ts"
import { localScopeOf } from "../../../1-load/name-scope.ts"
import { unwrap, wrapped } from "../../../1-load/unwrap.ts"
import { isReference } from "../../references.ts"
import { usesIn } from "./use.ts"

/** A place where a function changes what it was given. */
export interface ParameterChange {
  /** Which of its parameters, from 0. */
  readonly parameter: number
  /** What is changed there, as written. */
  readonly node: SyntaxNode
  /** Whether it stands there under the parameter's own name. */
  readonly isOwnName: boolean
  /** The function that changes it, where this one only hands it on. */
  readonly through?: { readonly name: string; readonly change: ParameterChange }
}

/** Finds the changes of each function, once. */
export type ParameterChanges = (root: SyntaxNode) => ReadonlyArray<ParameterChange>

/** What a name inside a function stands for: a part of one of its parameters. */
interface Origin {
  readonly parameter: number
  readonly isOwnName: boolean
}

/** Names by the function or block that declares them. */
type Origins = Map<SyntaxNode, Map<string, Origin>>

/** Methods that give elements of what they are called on to their callbacks. */
const givingElements: ReadonlySet<string> = new Set("forEach map filter find findLast some every flatMap".split(" "))

/** Makes the analysis of one flow file; a function that calls itself is known to change what is found before. */
export function makeParameterChanges(modules: ModuleSources): ParameterChanges {
  const known = new Map<SyntaxNode, ReadonlyArray<ParameterChange>>()
  const changesOf: ParameterChanges = (root) => {
    const found = known.get(root)
    if (found !== undefined) return found
    known.set(root, [])
    const changes = isFunction(root) ? findChanges(root, modules, changesOf) : []
    known.set(root, changes)
    return changes
  }
  return changesOf
}

/** What every change looks like; most mappings have nothing of it, and are not looked at any closer. */
const changeLike = new RegExp(
  `(?<![=!<>])=(?![=>])|\\+\\+|--|\\bdelete\\b|\\bObject\\b|\\.(?:${[...arrayMutators].join("|")})\\b`,
)

function findChanges(
  root: SyntaxNode,
  modules: ModuleSources,
  changesOf: ParameterChanges,
): ReadonlyArray<ParameterChange> {
  const changing = usesIn(root, modules).flatMap(({ node, target }) => {
    const call = node.getParent()
    if (target.kind !== "function" || !Node.isCallExpression(call) || call.getExpression() !== node) return []
    const changes = changesOf(target.node)
    return changes.length === 0 ? [] : [{ name: node.getText(), call, changes }]
  })
  const mayChange = changeLike.test(root.getText())
  if (changing.length === 0 && !mayChange) return []
  const origins = originsIn(root)
  const identifiers = mayChange ? descendants(root, Node.isIdentifier) : []
  const own = identifiers.flatMap((node): ReadonlyArray<ParameterChange> => {
    const origin = isReference(node) && isPartChanged(node) ? originOf(node, origins) : undefined
    return origin === undefined ? [] : [{ ...origin, node }]
  })
  const handed = changing.flatMap(({ name, call, changes }) =>
    call.getArguments().flatMap((given, index): ReadonlyArray<ParameterChange> => {
      const origin = originOfValue(given, origins)
      const change = changes.find(({ parameter }) => parameter === index)
      return origin === undefined || change === undefined ? [] : [{ ...origin, node: given, through: { name, change } }]
    }),
  )
  return [...own, ...handed]
}

/** Follows parameters through constants, loops and callbacks, for as long as they are the same value or a part of it. */
function originsIn(root: SyntaxNode): Origins {
  const origins: Origins = new Map()
  const add = (binding: SyntaxNode, origin: Origin): void => {
    for (const name of boundNames(binding)) {
      const scope = scopeOf(name, binding)
      if (scope !== undefined) origins.set(scope, new Map([...(origins.get(scope) ?? []), [name, origin]]))
    }
  }
  const parameters = isFunction(root) ? root.getParameters() : []
  for (const [parameter, each] of parameters.entries()) add(each.getNameNode(), { parameter, isOwnName: true })
  const alias = (binding: SyntaxNode | undefined, value: SyntaxNode | undefined): void => {
    const origin = value && originOfValue(value, origins)
    if (binding !== undefined && origin !== undefined) add(binding, { ...origin, isOwnName: false })
  }
  // What is declared later stands later, so that one walk finds chains of names.
  const isFollowed = (node: SyntaxNode): node is SyntaxNode =>
    Node.isVariableDeclaration(node) || Node.isForOfStatement(node) || Node.isCallExpression(node)
  for (const node of descendants(root, isFollowed)) {
    if (Node.isVariableDeclaration(node)) alias(node.getNameNode(), node.getInitializer())
    else if (Node.isForOfStatement(node)) {
      const list = node.getInitializer()
      if (Node.isVariableDeclarationList(list)) alias(list.getDeclarations()[0]?.getNameNode(), node.getExpression())
    } else if (Node.isCallExpression(node)) {
      const callee = unwrap(node.getExpression())
      const callback = node.getArguments()[0]
      if (!Node.isPropertyAccessExpression(callee) || !givingElements.has(callee.getName()) || !isFunction(callback))
        continue
      alias(callback.getParameters()[0]?.getNameNode(), callee.getExpression())
    }
  }
  return origins
}

/** The function or block to which a name belongs that is declared here. */
function scopeOf(name: string, binding: SyntaxNode): SyntaxNode | undefined {
  const declared = [binding, ...descendants(binding, Node.isIdentifier)].find((each) => each.getText() === name)
  return declared && localScopeOf(declared)
}

function originOf(identifier: Identifier, origins: Origins): Origin | undefined {
  const scope = localScopeOf(identifier)
  return scope && origins.get(scope)?.get(identifier.getText())
}

/** Gives what an expression is a part of, where it is a name with members behind it. */
function originOfValue(value: SyntaxNode, origins: Origins): Origin | undefined {
  const node = unwrap(value)
  if (Node.isIdentifier(node)) return originOf(node, origins)
  if (Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)) {
    return originOfValue(node.getExpression(), origins)
  }
  return undefined
}

/** Says whether a part of a value is changed; giving a variable another value changes nothing of the old one. */
function isPartChanged(identifier: Identifier): boolean {
  const parent = wrapped(identifier).getParent()
  const isPart = Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent)
  return (isPart || Node.isCallExpression(parent)) && isChanged(identifier, arrayMutators)
}
