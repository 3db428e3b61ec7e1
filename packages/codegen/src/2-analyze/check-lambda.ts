import type { Identifier, Node as SyntaxNode } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { isFunction } from "../1-load/is-function.ts"
import { boundNames } from "../1-load/module-names.ts"
import { arrayMutators, isChanged } from "../1-load/mutation.ts"
import { localScopeOf } from "../1-load/name-scope.ts"
import type { Mistake } from "../1-load/reader.ts"
import type { SourceLambda } from "../1-load/source-code.ts"
import { isReference } from "./references.ts"

/**
 * Reports a mapping that is asynchronous or a generator, also in functions inside it, that uses `this`, or that changes
 * what it reads.
 */
export function checkLambda(lambda: SourceLambda, report: (mistake: Mistake) => void): void {
  const { node } = lambda
  const parameter = node.getParameters()[0]?.getNameNode()
  const names = new Set(parameter === undefined ? [] : boundNames(parameter))
  // A name of the lambda's first parameter belongs to the scope.
  const isFromScope = (each: Identifier): boolean =>
    names.has(each.getText()) && isReference(each) && localScopeOf(each) === node
  for (const each of [node, ...node.forEachDescendantAsArray()]) {
    const word = asynchronousWord(each)
    if (word !== undefined) {
      report({
        code: "MAPPING.NOT_SYNCHRONOUS",
        node: word,
        message: `a mapping is a plain function of the scope, but this one has '${word.getText()}'`,
        fix: "do the work in an activity, and read its result here",
      })
    } else if (isOwnThis(each, node)) {
      report({
        code: "MAPPING.USES_THIS",
        node: each,
        message: `a mapping is a plain function of the scope, but this one uses '${each.getText()}'`,
        fix: "read everything from the function's parameter",
      })
    } else if (Node.isIdentifier(each) && isFromScope(each) && isChanged(each, arrayMutators)) {
      report({
        code: "MAPPING.CHANGES_SCOPE",
        node: each,
        message: `a mapping only reads the scope, but this one changes '${each.getText()}'`,
        fix: "make a new value: { ...value, name }, [...list, item], list.toSorted()",
      })
    }
  }
}

function asynchronousWord(node: SyntaxNode): SyntaxNode | undefined {
  if (
    Node.isArrowFunction(node) ||
    Node.isFunctionExpression(node) ||
    Node.isFunctionDeclaration(node) ||
    Node.isMethodDeclaration(node)
  ) {
    const word = node.getFirstModifierByKind(SyntaxKind.AsyncKeyword)
    return word ?? (Node.isArrowFunction(node) ? undefined : node.getAsteriskToken())
  }
  if (!Node.isAwaitExpression(node) && !Node.isYieldExpression(node)) return undefined
  // Inside an `async` function or generator the function itself has been reported.
  const inside = node.getFirstAncestor(isFunction)
  const isInAsync = isFunction(inside) && asynchronousWord(inside) !== undefined
  return isInAsync ? undefined : node.getFirstChildOrThrow()
}

/** Says whether `this` or `arguments` belongs to the mapping, and not to a function or class inside it. */
function isOwnThis(node: SyntaxNode, lambda: SyntaxNode): boolean {
  const isArguments = Node.isIdentifier(node) && node.getText() === "arguments" && !isMemberName(node)
  if (!Node.isThisExpression(node) && !isArguments) return false
  for (
    let owner: SyntaxNode | undefined = node.getParent();
    owner !== undefined && owner !== lambda;
    owner = owner.getParent()
  ) {
    if (Node.isClassExpression(owner) || Node.isClassDeclaration(owner)) return false
    if (isFunction(owner) && !Node.isArrowFunction(owner)) return false
  }
  return true
}

function isMemberName(node: SyntaxNode): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() === node
  return Node.isPropertyAssignment(parent) && parent.getNameNode() === node
}
