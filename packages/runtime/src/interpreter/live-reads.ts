import type { LiveCode, MappingReads, ScopeReader } from "@millrace/plan"
import { parseExpressionAt } from "acorn"
import type { AnyNode, ArrowFunctionExpression, FunctionExpression, Identifier, Pattern } from "acorn"

/**
 * Tells what a live mapping reads of its scope, from its text.
 *
 * **Details**
 *
 * It finds what the compiler finds in the flow file: the names in a destructured parameter, or each `scope.name`. A
 * function by name is not looked into, as there; one written in place has no name, or that of its option.
 */
export function liveReads(mapping: LiveCode["mapping"], { option }: ScopeReader<LiveCode>): MappingReads {
  if (mapping.name !== "" && mapping.name !== option) {
    return { names: [], unknown: "has a function by name that is given the whole scope" }
  }
  const parsed = parse(mapping)
  if (parsed === undefined) return { names: [], unknown: "has a function whose text cannot be read" }
  const [parameter] = parsed.params
  return parameter === undefined ? { names: [] } : parameterReads(parameter, parsed)
}

type Lambda = ArrowFunctionExpression | FunctionExpression

const wholeScope = "uses the scope as a whole"

/** Native and bound functions, and those of other languages, have no text that can be read. */
function parse(mapping: LiveCode["mapping"]): Lambda | undefined {
  try {
    const node = parseExpressionAt(mapping.toString(), 0, { ecmaVersion: "latest", allowAwaitOutsideFunction: true })
    return node.type === "ArrowFunctionExpression" || node.type === "FunctionExpression" ? node : undefined
  } catch {
    return undefined
  }
}

function parameterReads(parameter: Pattern, lambda: Lambda): MappingReads {
  if (parameter.type === "AssignmentPattern") return parameterReads(parameter.left, lambda)
  if (parameter.type === "ObjectPattern") return together(patternNames(parameter.properties))
  if (parameter.type !== "Identifier") return { names: [], unknown: wholeScope }
  return together(usesOf(parameter.name, lambda.body, []).flatMap(useNames))
}

/** Puts names together; `undefined` stands for any name. */
function together(found: ReadonlyArray<string | undefined>): MappingReads {
  const names = found.filter((name) => name !== undefined)
  return names.length === found.length ? { names } : { names, unknown: wholeScope }
}

function patternNames(
  properties: Extract<Pattern, { readonly type: "ObjectPattern" }>["properties"],
): ReadonlyArray<string | undefined> {
  return properties.map((property) => (property.type === "Property" ? keyName(property) : undefined))
}

function keyName({ key, computed }: { readonly key: AnyNode; readonly computed: boolean }): string | undefined {
  if (!computed && key.type === "Identifier") return key.name
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined
}

/** A reference, and the nodes around it, innermost last. */
interface Use {
  readonly node: Identifier
  readonly around: ReadonlyArray<AnyNode>
}

/**
 * `scope.a` and `scope["a-b"]` read a name, and `const { a, b: c } = scope` reads those that it takes out; anything else
 * takes the scope as a whole.
 */
function useNames({ node, around }: Use): ReadonlyArray<string | undefined> {
  const parent = around.at(-1)
  if (parent?.type === "VariableDeclarator" && parent.init === node && parent.id.type === "ObjectPattern") {
    const names = patternNames(parent.id.properties)
    return names.length === 0 ? [undefined] : names
  }
  if (parent?.type !== "MemberExpression" || parent.object !== node) return [undefined]
  const outer = around.at(-2)
  if (outer?.type === "UnaryExpression" && outer.operator === "delete") return [undefined]
  return [keyName({ key: parent.property, computed: parent.computed })]
}

function usesOf(name: string, node: AnyNode, around: ReadonlyArray<AnyNode>): ReadonlyArray<Use> {
  if (node.type === "Identifier") return node.name === name ? [{ node, around }] : []
  if (isFunction(node) && node.params.some((parameter) => binds(parameter, name))) return []
  return children(node).flatMap((child) => usesOf(name, child, [...around, node]))
}

function isFunction(node: AnyNode): node is Lambda {
  return (
    node.type === "ArrowFunctionExpression" ||
    node.type === "FunctionExpression" ||
    node.type === ("FunctionDeclaration" as AnyNode["type"])
  )
}

function binds(pattern: AnyNode, name: string): boolean {
  if (pattern.type === "Identifier") return pattern.name === name
  if (pattern.type === "Property") return binds(pattern.value, name)
  return children(pattern).some((child) => binds(child, name))
}

/** Property names are no references: they are left out unless computed. */
function children(node: AnyNode): ReadonlyArray<AnyNode> {
  const parts = Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    const isName = (key === "property" || key === "key") && "computed" in node && !node.computed
    return isName ? [] : Array.isArray(value) ? value : [value]
  })
  return parts.filter(isNode)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
}
