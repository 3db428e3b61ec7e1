import type { AnyNode, ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from "acorn"

type AnyFunction = ArrowFunctionExpression | FunctionExpression | FunctionDeclaration

/** Says whether a function, block, loop or class declares a name for what is in it, as the compiler does. */
export function declares(node: AnyNode, name: string): boolean {
  return declaredBy(node).some((pattern) => binds(pattern, name))
}

function declaredBy(node: AnyNode): ReadonlyArray<AnyNode> {
  if (isFunction(node)) {
    const own = node.type === "FunctionExpression" && node.id ? [node.id] : []
    return [...own, ...node.params, ...hoisted(node.body)]
  }
  if (node.type === "BlockStatement" || node.type === "StaticBlock") return node.body.flatMap(declaredIn)
  if (node.type === "SwitchStatement") return node.cases.flatMap(({ consequent }) => consequent.flatMap(declaredIn))
  if (node.type === "ForStatement") return node.init ? declaredIn(node.init) : []
  if (node.type === "ForOfStatement" || node.type === "ForInStatement") return declaredIn(node.left)
  if (node.type === "CatchClause") return node.param ? [node.param] : []
  return node.type === "ClassExpression" && node.id ? [node.id] : []
}

function declaredIn(statement: AnyNode): ReadonlyArray<AnyNode> {
  if (statement.type === "VariableDeclaration") return statement.declarations.map(({ id }) => id)
  const isNamed = statement.type === "FunctionDeclaration" || statement.type === "ClassDeclaration"
  return isNamed && statement.id ? [statement.id] : []
}

/** What is declared with `var` anywhere in a function's body belongs to the whole function. */
function hoisted(node: AnyNode): ReadonlyArray<AnyNode> {
  if (isFunction(node)) return []
  const own = node.type === "VariableDeclaration" && node.kind === "var" ? declaredIn(node) : []
  return [...own, ...partsOf(node).flatMap(hoisted)]
}

function isFunction(node: AnyNode): node is AnyFunction {
  return ["ArrowFunctionExpression", "FunctionExpression", "FunctionDeclaration"].includes(node.type)
}

/** Says whether a pattern binds a name; a default in it only reads. */
function binds(pattern: AnyNode, name: string): boolean {
  if (pattern.type === "Identifier") return pattern.name === name
  if (pattern.type === "AssignmentPattern") return binds(pattern.left, name)
  if (pattern.type === "Property") return binds(pattern.value, name)
  return partsOf(pattern).some((part) => binds(part, name))
}

/** Gives the nodes that a node is made of. Names of properties, unless computed, and labels are no references. */
export function partsOf(node: AnyNode): ReadonlyArray<AnyNode> {
  const parts = Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    const isMember = (key === "property" || key === "key") && "computed" in node && !node.computed
    return isMember || key === "label" ? [] : Array.isArray(value) ? value : [value]
  })
  return parts.filter(isNode)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
}
