import type { Identifier } from "ts-morph"
import { Node } from "ts-morph"
import { localScopeOf } from "../../1-load/name-scope.ts"
import type { NameUse } from "./author-expression.ts"

/** Gives the names from outside that this author code refers to: of the module or global, scope reads aside. */
export function namesUsed(node: Node): ReadonlyArray<NameUse> {
  const uses = new Map<string, NameUse>()
  for (const identifier of referencesIn(node)) {
    if (localScopeOf(identifier) !== undefined) continue
    const name = identifier.getText()
    const typeOnly = isInType(identifier)
    if (uses.get(name)?.typeOnly !== false) uses.set(name, { name, typeOnly })
  }
  return [...uses.values()]
}

/** Gives the identifiers that refer to something, leaving out names of properties and names being declared. */
export function referencesIn(node: Node): ReadonlyArray<Identifier> {
  const found: Array<Identifier> = []
  const visit = (each: Node): void => {
    if (Node.isIdentifier(each) && isReference(each)) found.push(each)
  }
  visit(node)
  node.forEachDescendant(visit)
  return found
}

function isReference(identifier: Identifier): boolean {
  const parent = identifier.getParent()
  if (Node.isPropertyAccessExpression(parent)) return parent.getExpression() === identifier
  if (Node.isQualifiedName(parent)) return parent.getLeft() === identifier
  if (Node.isBindingElement(parent) || Node.isVariableDeclaration(parent) || Node.isParameterDeclaration(parent)) {
    return parent.getInitializer() === identifier
  }
  if (Node.isPropertyAssignment(parent)) return parent.getInitializer() === identifier
  return !(
    Node.isMethodDeclaration(parent) ||
    Node.isPropertySignature(parent) ||
    Node.isMethodSignature(parent) ||
    Node.isNamedTupleMember(parent) ||
    Node.isGetAccessorDeclaration(parent) ||
    Node.isSetAccessorDeclaration(parent) ||
    Node.isTypeParameterDeclaration(parent) ||
    Node.isFunctionExpression(parent) ||
    Node.isFunctionDeclaration(parent) ||
    Node.isClassExpression(parent) ||
    Node.isClassDeclaration(parent) ||
    Node.isLabeledStatement(parent) ||
    Node.isBreakStatement(parent) ||
    Node.isContinueStatement(parent)
  )
}

function isInType(identifier: Identifier): boolean {
  const parent = identifier.getParent()
  return Node.isTypeReference(parent) || Node.isQualifiedName(parent) || Node.isTypeQuery(parent)
}
