import type { LiveCode, MappingReads, ScopeReader } from "@millrace/plan"
import { parseExpressionAt } from "acorn"
import type { AnyNode, ArrowFunctionExpression, FunctionExpression, Identifier, Pattern } from "acorn"
import { declares, partsOf } from "./local-names.ts"

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
  const { name } = parameter
  const inside = [...lambda.params.slice(1), lambda.body]
  return together(inside.flatMap((part) => usesOf(name, part, [])).flatMap(useNames))
}

/** Puts names together; `undefined` stands for any name. */
function together(found: ReadonlyArray<string | undefined>): MappingReads {
  const names = found.filter((name) => name !== undefined)
  return names.length === found.length ? { names } : { names, unknown: wholeScope }
}

function patternNames(
  properties: Extract<Pattern, { readonly type: "ObjectPattern" }>["properties"],
): ReadonlyArray<string | undefined> {
  return properties.map((property) =>
    property.type === "Property" && !property.computed ? keyName(property) : undefined,
  )
}

function keyName({ key, computed }: { readonly key: AnyNode; readonly computed: boolean }): string | undefined {
  if (!computed && key.type === "Identifier") return key.name
  if (key.type === "TemplateLiteral" && key.expressions.length === 0) return key.quasis[0]?.value.cooked ?? undefined
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
  const isHidden = declares(node, name)
  // What a `switch` looks at stands outside of what its cases declare.
  const parts = isHidden ? (node.type === "SwitchStatement" ? [node.discriminant] : []) : partsOf(node)
  return parts.flatMap((part) => usesOf(name, part, [...around, node]))
}
