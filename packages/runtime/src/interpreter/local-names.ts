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
  switch (node.type) {
    case "BlockStatement":
    case "StaticBlock":
      return node.body.flatMap(declaredIn)
    case "SwitchStatement":
      return node.cases.flatMap(({ consequent }) => consequent.flatMap(declaredIn))
    case "ForStatement":
      return node.init ? declaredIn(node.init) : []
    case "ForOfStatement":
    case "ForInStatement":
      return declaredIn(node.left)
    case "CatchClause":
      return node.param ? [node.param] : []
    case "ClassExpression":
      return node.id ? [node.id] : []
    default:
      return []
  }
}

function declaredIn(statement: AnyNode): ReadonlyArray<AnyNode> {
  switch (statement.type) {
    case "VariableDeclaration":
      return statement.declarations.map(({ id }) => id)
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return statement.id === null ? [] : [statement.id]
    default:
      return []
  }
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
  switch (pattern.type) {
    case "Identifier":
      return pattern.name === name
    case "AssignmentPattern":
      return binds(pattern.left, name)
    case "Property":
      return binds(pattern.value, name)
    default:
      return partsOf(pattern).some((part) => binds(part, name))
  }
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
