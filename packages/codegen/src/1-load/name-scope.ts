import { Node, SyntaxKind } from "ts-morph"
import { isFunction } from "./is-function.ts"
import { boundNames } from "./module-names.ts"

/**
 * Gives the node inside a module (a function, block, loop or type) that declares this identifier's name for it, or
 * `undefined` when it means a top-level or global name.
 */
export function localScopeOf(identifier: Node): Node | undefined {
  const name = identifier.getText()
  let inner = identifier
  for (let scope = identifier.getParent(); scope !== undefined; scope = scope.getParent()) {
    if (Node.isSourceFile(scope)) return undefined
    if (declares(scope, name, inner)) return scope
    inner = scope
  }
  return undefined
}

function declares(scope: Node, name: string, inner: Node): boolean {
  // Functions of every form, and the signatures of types.
  if (Node.isParametered(scope) && scope.getParameters().some((each) => boundNames(each.getNameNode()).includes(name)))
    return true
  if (Node.isTypeParametered(scope) && scope.getTypeParameters().some((each) => each.getName() === name)) return true
  if (isFunction(scope)) {
    return (Node.isFunctionExpression(scope) && scope.getName() === name) || hoistedNames(scope).includes(name)
  }
  if (Node.isBlock(scope) || Node.isModuleBlock(scope)) {
    return scope.getStatements().some((statement) => statementNames(statement).includes(name))
  }
  if (Node.isForStatement(scope) || Node.isForOfStatement(scope) || Node.isForInStatement(scope)) {
    const initializer = scope.getInitializer()
    return (
      Node.isVariableDeclarationList(initializer) &&
      initializer.getDeclarations().some((each) => boundNames(each.getNameNode()).includes(name))
    )
  }
  if (Node.isCatchClause(scope)) {
    const variable = scope.getVariableDeclaration()
    return variable !== undefined && boundNames(variable.getNameNode()).includes(name)
  }
  if (Node.isCaseBlock(scope)) {
    return scope
      .getClauses()
      .some((clause) => clause.getStatements().some((each) => statementNames(each).includes(name)))
  }
  if (Node.isClassExpression(scope)) return scope.getName() === name
  if (Node.isMappedTypeNode(scope)) return scope.getTypeParameter().getName() === name
  if (Node.isConditionalTypeNode(scope)) {
    // `infer X` names a type in the true branch only.
    return (
      inner === scope.getTrueType() &&
      scope
        .getExtendsType()
        .getDescendantsOfKind(SyntaxKind.InferType)
        .some((each) => each.getTypeParameter().getName() === name)
    )
  }
  if (Node.isInferTypeNode(scope)) return scope.getTypeParameter().getName() === name
  return false
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
  return scope
    .getDescendantsOfKind(SyntaxKind.VariableDeclarationList)
    .filter((list) => list.getDeclarationKind() === "var" && list.getFirstAncestor(isFunction) === scope)
    .flatMap((list) => list.getDeclarations().flatMap((each) => boundNames(each.getNameNode())))
}
