import type { BinaryExpression, ObjectLiteralExpression } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { followReference } from "./follow-reference.ts"
import type { ModuleSources } from "./module-sources.ts"
import { mutationOf } from "./mutation.ts"
import { literalKey } from "./object-members.ts"
import { unwrap } from "./unwrap.ts"

/** A value that is known without running the module. */
export type StaticValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | ReadonlyArray<StaticValue>
  | { readonly [key: string]: StaticValue }

/** A value, or the first piece of the expression that is no literal and why. */
export type StaticResult =
  | { readonly kind: "value"; readonly value: StaticValue }
  | { readonly kind: "unknown"; readonly node: Node; readonly reason: string }

/** Reads a literal, also over constants of the same file and of imported modules, and arithmetic on numbers. */
export function staticValue(expression: Node, modules: ModuleSources): StaticResult {
  const node = unwrap(expression)
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) return value(node.getLiteralValue())
  if (Node.isNumericLiteral(node)) return value(node.getLiteralValue())
  if (Node.isTrueLiteral(node)) return value(true)
  if (Node.isFalseLiteral(node)) return value(false)
  if (Node.isNullLiteral(node)) return value(null)
  if (Node.isIdentifier(node) && node.getText() === "undefined") return value(undefined)
  if (Node.isPrefixUnaryExpression(node)) return signed(node.getOperand(), node.getOperatorToken(), modules)
  if (Node.isBinaryExpression(node)) return arithmetic(node, modules)
  if (Node.isArrayLiteralExpression(node)) return list(node.getElements(), modules)
  if (Node.isObjectLiteralExpression(node)) return record(node, modules)
  if (Node.isIdentifier(node) || Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)) {
    return constant(node, modules)
  }
  return unknown(node, `'${shortText(node)}' is not a literal`)
}

/** Gives the text of a node on one line, shortened for a message. */
export function shortText(node: Node): string {
  const text = node.getText().replaceAll(/\s+/g, " ")
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}

const value = (of: StaticValue): StaticResult => ({ kind: "value", value: of })
const unknown = (node: Node, reason: string): StaticResult => ({ kind: "unknown", node, reason })

function constant(node: Node, modules: ModuleSources): StaticResult {
  const referent = followReference(node, modules)
  if (referent.kind === "lost") return unknown(node, referent.reason)
  if (referent.kind !== "expression") return unknown(node, `'${shortText(node)}' is not a literal`)
  const declaration = referent.node.getFirstAncestor(Node.isVariableDeclaration)
  const changed = declaration === undefined ? undefined : mutationOf(declaration.getName(), declaration.getSourceFile())
  if (changed !== undefined)
    return unknown(node, `'${declaration?.getName()}' is changed on line ${changed.getStartLineNumber()}`)
  const result = staticValue(referent.node, modules)
  // The author looks at the flow file: the place is the reference, not the constant it leads to.
  return result.kind === "unknown"
    ? unknown(node, `'${shortText(node)}' is not a constant with a literal value`)
    : result
}

function signed(operand: Node, operator: SyntaxKind, modules: ModuleSources): StaticResult {
  const result = staticValue(operand, modules)
  if (result.kind === "unknown") return result
  if (typeof result.value === "number") {
    if (operator === SyntaxKind.MinusToken) return value(-result.value)
    if (operator === SyntaxKind.PlusToken) return result
  }
  return unknown(operand, `'${shortText(operand)}' is not a literal`)
}

function arithmetic(node: BinaryExpression, modules: ModuleSources): StaticResult {
  const left = staticValue(node.getLeft(), modules)
  if (left.kind === "unknown") return left
  const right = staticValue(node.getRight(), modules)
  if (right.kind === "unknown") return right
  if (typeof left.value === "number" && typeof right.value === "number") {
    const operator = node.getOperatorToken().getKind()
    if (operator === SyntaxKind.AsteriskToken) return value(left.value * right.value)
    if (operator === SyntaxKind.SlashToken) return value(left.value / right.value)
    if (operator === SyntaxKind.PlusToken) return value(left.value + right.value)
    if (operator === SyntaxKind.MinusToken) return value(left.value - right.value)
  }
  return unknown(node, `'${shortText(node)}' is not a literal`)
}

function list(elements: ReadonlyArray<Node>, modules: ModuleSources): StaticResult {
  const values: Array<StaticValue> = []
  for (const element of elements) {
    const isSpread = Node.isSpreadElement(element)
    const result = staticValue(isSpread ? element.getExpression() : element, modules)
    if (result.kind === "unknown") return result
    if (!isSpread) values.push(result.value)
    else if (Array.isArray(result.value)) values.push(...result.value)
    else return unknown(element, `'${shortText(element)}' is not a literal`)
  }
  return value(Object.freeze(values))
}

function record(node: ObjectLiteralExpression, modules: ModuleSources): StaticResult {
  const entries: Array<readonly [string, StaticValue]> = []
  for (const property of node.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = staticValue(property.getExpression(), modules)
      if (spread.kind === "unknown") return spread
      if (typeof spread.value === "object" && spread.value !== null) entries.push(...Object.entries(spread.value))
      continue
    }
    const name = literalKey(property.getNameNode())
    const expression = Node.isPropertyAssignment(property)
      ? property.getInitializer()
      : Node.isShorthandPropertyAssignment(property)
        ? property.getNameNode()
        : undefined
    if (name === undefined || expression === undefined)
      return unknown(property, `'${shortText(property)}' is not a literal`)
    const result = staticValue(expression, modules)
    if (result.kind === "unknown") return result
    entries.push([name, result.value])
  }
  // `fromEntries` defines own properties, so that a `__proto__` key is a key like any other.
  return value(Object.freeze(Object.fromEntries(entries)))
}
