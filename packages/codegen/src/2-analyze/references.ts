import type { Identifier, Node as SyntaxNode } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { descendants } from "../1-load/descendants.ts"
import { isFunction } from "../1-load/is-function.ts"
import { localScopeOf } from "../1-load/name-scope.ts"

/** A place in author code that refers to a name declared outside of it. */
export interface Reference {
  readonly name: string
  readonly node: Identifier
  /** Whether it stands in a type, and so is gone at run time. */
  readonly isType: boolean
  /**
   * The function or block between this code and its module that declares the name; absent for a top-level or global
   * name.
   */
  readonly enclosing?: SyntaxNode
}

const known = new WeakMap<SyntaxNode, ReadonlyArray<Reference>>()

/** Gives the references of a piece of code to what is declared outside of it, in order. */
export function referencesOf(root: SyntaxNode): ReadonlyArray<Reference> {
  const references = known.get(root) ?? findReferences(root)
  known.set(root, references)
  return references
}

function findReferences(root: SyntaxNode): ReadonlyArray<Reference> {
  const identifiers = Node.isIdentifier(root) ? [root] : descendants(root, Node.isIdentifier)
  const references: Array<Reference> = []
  for (const node of identifiers) {
    if (!isReference(node)) continue
    const scope = localScopeOf(node)
    if (scope !== undefined && isInside(scope, root)) continue
    references.push({
      name: node.getText(),
      node,
      isType: isTypeUse(node, root),
      ...(scope !== undefined && { enclosing: scope }),
    })
  }
  return references
}

function isInside(node: SyntaxNode, root: SyntaxNode): boolean {
  return (
    node.getSourceFile() === root.getSourceFile() && root.getPos() <= node.getPos() && node.getEnd() <= root.getEnd()
  )
}

/** Says whether an identifier refers to a name, and does not declare one or name a member. */
export function isReference(node: Identifier): boolean {
  const parent = node.getParent()
  if (Node.isPropertyAccessExpression(parent)) return parent.getNameNode() !== node
  if (Node.isQualifiedName(parent)) return parent.getRight() !== node
  if (Node.isShorthandPropertyAssignment(parent)) return true
  if (Node.isBindingElement(parent)) return parent.getInitializer() === node
  if (
    Node.isPropertyAssignment(parent) ||
    Node.isParameterDeclaration(parent) ||
    Node.isVariableDeclaration(parent) ||
    Node.isPropertyDeclaration(parent) ||
    Node.isPropertySignature(parent) ||
    Node.isTypeAliasDeclaration(parent) ||
    Node.isEnumMember(parent)
  ) {
    return parent.getNameNode() !== node
  }
  if (
    Node.isFunctionDeclaration(parent) ||
    Node.isFunctionExpression(parent) ||
    Node.isClassDeclaration(parent) ||
    Node.isClassExpression(parent) ||
    Node.isInterfaceDeclaration(parent) ||
    Node.isEnumDeclaration(parent) ||
    Node.isTypeParameterDeclaration(parent) ||
    Node.isMethodDeclaration(parent) ||
    Node.isMethodSignature(parent) ||
    Node.isGetAccessorDeclaration(parent) ||
    Node.isSetAccessorDeclaration(parent) ||
    Node.isNamedTupleMember(parent) ||
    Node.isLabeledStatement(parent) ||
    Node.isBreakStatement(parent) ||
    Node.isContinueStatement(parent) ||
    Node.isImportTypeNode(parent) ||
    Node.isMetaProperty(parent)
  ) {
    return false
  }
  // `as const` is a type reference in the syntax.
  return !(Node.isTypeReference(parent) && node.getText() === "const")
}

function isTypeUse(node: Identifier, root: SyntaxNode): boolean {
  const type = contextOf(node, root)
  if (type === undefined) return false
  if (Node.isInterfaceDeclaration(type) || Node.isTypeAliasDeclaration(type)) return true
  if (!Node.isTypeNode(type)) return false
  if (!Node.isExpressionWithTypeArguments(type)) return true
  const clause = type.getParent()
  const isClassBase = Node.isHeritageClause(clause) && clause.getToken() === SyntaxKind.ExtendsKeyword
  return !(isClassBase && (Node.isClassDeclaration(clause.getParent()) || Node.isClassExpression(clause.getParent())))
}

/** Gives the innermost type, statement or function around an identifier; what stands around the root is of no interest. */
function contextOf(identifier: Identifier, root: SyntaxNode): SyntaxNode | undefined {
  for (let node: SyntaxNode | undefined = identifier; node !== undefined && node !== root;) {
    node = node.getParent()
    if (Node.isTypeNode(node) || Node.isStatement(node) || isFunction(node)) return node
  }
  return undefined
}
