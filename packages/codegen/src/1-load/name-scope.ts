import type { ConditionalTypeNode } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { descendants } from "./descendants.ts"
import { isFunction } from "./is-function.ts"
import { boundNames } from "./module-names.ts"

/**
 * Gives the node inside a module (a function, block, loop or type) that declares this identifier's name for it, or
 * `undefined` when it means a top-level or global name.
 */
export function localScopeOf(identifier: Node): Node | undefined {
  const name = identifier.getText()
  for (let scope = scopeAround(identifier); scope !== undefined; scope = scopeAround(scope)) {
    if (declaredNames(scope).has(name)) return scope
    // `infer X` names a type in the true branch only.
    if (
      Node.isConditionalTypeNode(scope) &&
      inferredNames(scope).has(name) &&
      isWithin(identifier, scope.getTrueType())
    )
      return scope
  }
  return undefined
}

/** The nearest scope around each node that was asked for; a chain of a thousand verbs is climbed once. */
const scopes = new WeakMap<Node, Node | "none">()

function scopeAround(node: Node): Node | undefined {
  const passed: Array<Node> = []
  let found: Node | "none" = "none"
  for (let each: Node | undefined = node; each !== undefined; each = each.getParent()) {
    if (each !== node && isScope(each)) {
      found = each
      break
    }
    const known = scopes.get(each)
    if (known !== undefined) {
      found = known
      break
    }
    passed.push(each)
  }
  for (const each of passed) scopes.set(each, found)
  return found === "none" ? undefined : found
}

function isScope(node: Node): boolean {
  return (
    isFunction(node) ||
    Node.isParametered(node) ||
    Node.isTypeParametered(node) ||
    Node.isBlock(node) ||
    Node.isModuleBlock(node) ||
    Node.isForStatement(node) ||
    Node.isForOfStatement(node) ||
    Node.isForInStatement(node) ||
    Node.isCatchClause(node) ||
    Node.isCaseBlock(node) ||
    Node.isClassExpression(node) ||
    Node.isMappedTypeNode(node) ||
    Node.isConditionalTypeNode(node) ||
    Node.isInferTypeNode(node)
  )
}

function isWithin(node: Node, outer: Node): boolean {
  return outer.getPos() <= node.getPos() && node.getEnd() <= outer.getEnd()
}

const declared = new WeakMap<Node, ReadonlySet<string>>()

function declaredNames(scope: Node): ReadonlySet<string> {
  const names = declared.get(scope) ?? new Set(namesOf(scope))
  declared.set(scope, names)
  return names
}

function namesOf(scope: Node): ReadonlyArray<string> {
  // Functions of every form, and the signatures of types.
  const names = [
    ...(Node.isParametered(scope) ? scope.getParameters().flatMap((each) => boundNames(each.getNameNode())) : []),
    ...(Node.isTypeParametered(scope) ? scope.getTypeParameters().map((each) => each.getName()) : []),
  ]
  if (isFunction(scope)) {
    const own = Node.isFunctionExpression(scope) ? scope.getName() : undefined
    return [...names, ...(own === undefined ? [] : [own]), ...hoistedNames(scope)]
  }
  if (Node.isBlock(scope) || Node.isModuleBlock(scope))
    return [...names, ...scope.getStatements().flatMap(statementNames)]
  if (Node.isForStatement(scope) || Node.isForOfStatement(scope) || Node.isForInStatement(scope)) {
    const initializer = scope.getInitializer()
    return Node.isVariableDeclarationList(initializer)
      ? initializer.getDeclarations().flatMap((each) => boundNames(each.getNameNode()))
      : []
  }
  if (Node.isCatchClause(scope)) {
    const variable = scope.getVariableDeclaration()
    return variable === undefined ? [] : boundNames(variable.getNameNode())
  }
  if (Node.isCaseBlock(scope)) {
    return scope.getClauses().flatMap((clause) => clause.getStatements().flatMap(statementNames))
  }
  if (Node.isClassExpression(scope)) return [...names, ...[scope.getName()].filter((each) => each !== undefined)]
  if (Node.isMappedTypeNode(scope) || Node.isInferTypeNode(scope)) return [scope.getTypeParameter().getName()]
  return names
}

function inferredNames(scope: ConditionalTypeNode): ReadonlySet<string> {
  const inferred = scope.getExtendsType().getDescendantsOfKind(SyntaxKind.InferType)
  return new Set(inferred.map((each) => each.getTypeParameter().getName()))
}

function statementNames(statement: Node): ReadonlyArray<string> {
  if (Node.isVariableStatement(statement)) {
    return statement.getDeclarations().flatMap((each) => boundNames(each.getNameNode()))
  }
  if (
    Node.isFunctionDeclaration(statement) ||
    Node.isClassDeclaration(statement) ||
    Node.isInterfaceDeclaration(statement) ||
    Node.isTypeAliasDeclaration(statement) ||
    Node.isEnumDeclaration(statement)
  ) {
    const name = statement.getName()
    return name === undefined ? [] : [name]
  }
  return []
}

/** Names declared with `var` anywhere in a function's body belong to the whole function. */
function hoistedNames(scope: Node): ReadonlyArray<string> {
  return descendants(scope, Node.isVariableDeclarationList)
    .filter((list) => list.getDeclarationKind() === "var" && list.getFirstAncestor(isFunction) === scope)
    .flatMap((list) => list.getDeclarations().flatMap((each) => boundNames(each.getNameNode())))
}
