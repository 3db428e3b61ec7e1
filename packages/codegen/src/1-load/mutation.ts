import type { SourceFile } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { identifiersNamed } from "./identifiers.ts"
import { localScopeOf } from "./name-scope.ts"
import { unwrap, wrapped } from "./unwrap.ts"

/** Methods that change the array they are called on. */
export const arrayMutators: ReadonlySet<string> = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin".split(" "),
)

/** Those of every collection. */
export const mutators: ReadonlySet<string> = new Set([...arrayMutators, "set", "add", "delete", "clear"])

/**
 * Finds the first place in a module that changes the value of a top-level name: an assignment, or a call such as
 * `push`.
 */
export function mutationOf(name: string, file: SourceFile): Node | undefined {
  const known = mutations.get(file) ?? new Map<string, Node | undefined>()
  mutations.set(file, known)
  if (!known.has(name)) known.set(name, findMutation(name, file))
  return known.get(name)
}

const mutations = new WeakMap<SourceFile, Map<string, Node | undefined>>()

function findMutation(name: string, file: SourceFile): Node | undefined {
  return identifiersNamed(name, file).find((each) => isChanged(each, mutators) && localScopeOf(each) === undefined)
}

/** Says whether a value is changed where it stands: assigned to, counted up, deleted from, or by one of `methods`. */
export function isChanged(value: Node, methods: ReadonlySet<string>): boolean {
  let target: Node = wrapped(value)
  let parent = target.getParent()
  while (
    parent !== undefined &&
    (Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent)) &&
    parent.getExpression() === target
  ) {
    if (Node.isPropertyAccessExpression(parent) && methods.has(parent.getName()) && isCallee(parent)) return true
    target = wrapped(parent)
    parent = target.getParent()
  }
  if (parent === undefined) return false
  if (Node.isBinaryExpression(parent)) {
    const operator = parent.getOperatorToken().getKind()
    const assigns = operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment
    return assigns && unwrap(parent.getLeft()) === unwrap(target)
  }
  if (Node.isPrefixUnaryExpression(parent) || Node.isPostfixUnaryExpression(parent)) {
    const operator = parent.getOperatorToken()
    return operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken
  }
  if (Node.isDeleteExpression(parent)) return true
  if (Node.isCallExpression(parent)) {
    return (
      parent.getExpression().getText().startsWith("Object.") &&
      isMutatingCall(parent.getExpression().getText(), parent.getArguments()[0] === target)
    )
  }
  return false
}

function isMutatingCall(callee: string, isFirst: boolean): boolean {
  return isFirst && ["Object.assign", "Object.defineProperty", "Object.setPrototypeOf"].includes(callee)
}

function isCallee(node: Node): boolean {
  const outer = wrapped(node)
  const parent = outer.getParent()
  return Node.isCallExpression(parent) && parent.getExpression() === outer
}
