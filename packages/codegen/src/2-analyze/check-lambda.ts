import type { Node as SyntaxNode } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { isFunction } from "../1-load/is-function.ts"
import type { Mistake } from "../1-load/reader.ts"
import type { SourceLambda } from "../1-load/source-code.ts"

/** Reports a mapping that is asynchronous or a generator, also in functions inside it, and one that uses `this`. */
export function checkLambda(lambda: SourceLambda, report: (mistake: Mistake) => void): void {
  const { node } = lambda
  for (const each of [node, ...node.getDescendants()]) {
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
  // Inside an `async` function or generator the function itself has been reported.
  const inside = node.getFirstAncestor(isFunction)
  const isInAsync = isFunction(inside) && asynchronousWord(inside) !== undefined
  if ((Node.isAwaitExpression(node) || Node.isYieldExpression(node)) && !isInAsync) return node.getFirstChildOrThrow()
  return undefined
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
