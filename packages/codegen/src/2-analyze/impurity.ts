import type { CallExpression, Node as SyntaxNode } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { isMillrace } from "../1-load/follow-reference.ts"
import { isFunction } from "../1-load/is-function.ts"
import type { ModuleDeclaration } from "../1-load/module-names.ts"
import { shortText } from "../1-load/static-value.ts"
import { unwrap } from "../1-load/unwrap.ts"

/** What a declaration does when its module loads: the piece that does it, and a verb phrase about it. */
export interface Impurity {
  readonly node: SyntaxNode
  readonly reason: string
}

type Names = ReadonlyMap<string, ReadonlyArray<ModuleDeclaration>>

/** Modules whose functions only build values: schemas. */
const schemaModules: ReadonlySet<string> = new Set([
  "effect/Schema",
  "zod",
  "zod/v4",
  "zod/mini",
  "zod/v4-mini",
  "valibot",
  "arktype",
])

/** What authors declare that has no identity of its own: a copy is the same activity. */
const pureDeclarations: ReadonlySet<string> = new Set(["activity", "capability", "resource"])

/** What is shared by all that refer to it, and so by its identity. */
const sharedLimits: ReadonlyMap<string, string> = new Map([
  ["pool", "makes a pool"],
  ["rateLimit", "makes a rate limit"],
])

/** Functions of the language that only compute. */
const pureGlobals: ReadonlySet<string> = new Set([
  "Object.freeze",
  "Object.keys",
  "Object.values",
  "Object.entries",
  "Object.fromEntries",
  "Array.from",
  "Array.of",
  "Number",
  "String",
  "Boolean",
  "BigInt",
  "Number.parseFloat",
  "Number.parseInt",
  "Math.max",
  "Math.min",
  "Math.round",
  "Math.floor",
  "Math.ceil",
  "Math.abs",
  "Math.pow",
  "Math.sqrt",
])

/** Methods of strings and arrays that change nothing. */
const pureMethods: ReadonlySet<string> = new Set([
  "at",
  "concat",
  "entries",
  "every",
  "filter",
  "find",
  "flat",
  "flatMap",
  "includes",
  "indexOf",
  "join",
  "keys",
  "map",
  "padEnd",
  "padStart",
  "reduce",
  "repeat",
  "replace",
  "replaceAll",
  "slice",
  "some",
  "split",
  "toFixed",
  "toLowerCase",
  "toReversed",
  "toSorted",
  "toString",
  "toUpperCase",
  "trim",
  "trimEnd",
  "trimStart",
  "values",
  "with",
])

/**
 * Finds the first thing in an expression that is more than making a plain value, or `undefined` when it can be
 * repeated.
 */
export function impurityOf(expression: SyntaxNode, names: Names): Impurity | undefined {
  const node = unwrap(expression)
  const all = (parts: ReadonlyArray<SyntaxNode | undefined>): Impurity | undefined => {
    for (const part of parts) {
      const found = part && impurityOf(part, names)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (isPlain(node)) return undefined
  if (Node.isArrowFunction(node)) return ownThis(node)
  if (Node.isTemplateExpression(node)) return all(node.getTemplateSpans().map((span) => span.getExpression()))
  if (Node.isArrayLiteralExpression(node)) return all(node.getElements())
  if (Node.isSpreadElement(node) || Node.isSpreadAssignment(node)) return all([node.getExpression()])
  if (Node.isObjectLiteralExpression(node)) return all(node.getProperties())
  if (Node.isPropertyAssignment(node)) return all([computedKey(node.getNameNode()), node.getInitializer()])
  if (Node.isMethodDeclaration(node) || Node.isGetAccessorDeclaration(node) || Node.isSetAccessorDeclaration(node)) {
    return all([computedKey(node.getNameNode())])
  }
  if (Node.isPropertyAccessExpression(node)) return all([node.getExpression()])
  if (Node.isElementAccessExpression(node)) return all([node.getExpression(), node.getArgumentExpression()])
  if (Node.isConditionalExpression(node)) return all([node.getCondition(), node.getWhenTrue(), node.getWhenFalse()])
  if (Node.isTypeOfExpression(node) || Node.isVoidExpression(node)) return all([node.getExpression()])
  if (Node.isPrefixUnaryExpression(node) && !isStep(node.getOperatorToken())) return all([node.getOperand()])
  if (Node.isBinaryExpression(node) && !isAssignment(node.getOperatorToken().getKind())) {
    return all([node.getLeft(), node.getRight()])
  }
  if (Node.isCallExpression(node)) {
    if (isPureCall(node, names)) return all([receiverOf(node), ...node.getArguments()])
    const limit = sharedLimits.get(declaringWord(node.getExpression(), names) ?? "")
    return { node, reason: limit ?? `calls '${shortText(node.getExpression())}'` }
  }
  return { node, reason: `${doing(node)} '${shortText(node)}'` }
}

function isPlain(node: SyntaxNode): boolean {
  return (
    Node.isIdentifier(node) ||
    Node.isLiteralExpression(node) ||
    Node.isTrueLiteral(node) ||
    Node.isFalseLiteral(node) ||
    Node.isNullLiteral(node) ||
    Node.isFunctionExpression(node) ||
    Node.isShorthandPropertyAssignment(node) ||
    Node.isOmittedExpression(node)
  )
}

/** `this` in an arrow at the top level means the module. */
function ownThis(arrow: SyntaxNode): Impurity | undefined {
  const node = arrow
    .getDescendantsOfKind(SyntaxKind.ThisKeyword)
    .find((each) => !each.getAncestors().some((owner) => isFunction(owner) && !Node.isArrowFunction(owner)))
  return node && { node, reason: "uses 'this'" }
}

function computedKey(key: SyntaxNode): SyntaxNode | undefined {
  return Node.isComputedPropertyName(key) ? key.getExpression() : undefined
}

const isStep = (operator: SyntaxKind): boolean =>
  operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken

const isAssignment = (operator: SyntaxKind): boolean =>
  (operator >= SyntaxKind.FirstAssignment && operator <= SyntaxKind.LastAssignment) ||
  operator === SyntaxKind.CommaToken

function doing(node: SyntaxNode): string {
  if (Node.isNewExpression(node)) return "makes"
  if (Node.isAwaitExpression(node)) return "waits for"
  if (Node.isClassExpression(node)) return "has the class"
  return "has"
}

/** What a method is called on; it is looked at like an argument. */
function receiverOf(call: CallExpression): SyntaxNode | undefined {
  const callee = unwrap(call.getExpression())
  return Node.isPropertyAccessExpression(callee) ? callee.getExpression() : undefined
}

function isPureCall(call: CallExpression, names: Names): boolean {
  const callee = unwrap(call.getExpression())
  if (pureGlobals.has(callee.getText()) && !names.has(rootOf(callee).getText())) return true
  if (pureDeclarations.has(declaringWord(callee, names) ?? "") || isSchemaMember(callee, names)) return true
  if (!Node.isPropertyAccessExpression(callee)) {
    // `Schema.Struct(...)(...)` and the like: what a pure call gave is called.
    return Node.isCallExpression(callee) && isPureCall(callee, names)
  }
  const owner = unwrap(callee.getExpression())
  if (isSchema(owner, names)) return !isClassMaker(callee.getName())
  return (
    pureMethods.has(callee.getName()) &&
    (Node.isLiteralExpression(owner) ||
      Node.isArrayLiteralExpression(owner) ||
      Node.isTemplateExpression(owner) ||
      Node.isCallExpression(owner))
  )
}

function rootOf(node: SyntaxNode): SyntaxNode {
  const inner = unwrap(node)
  if (Node.isPropertyAccessExpression(inner) || Node.isCallExpression(inner) || Node.isElementAccessExpression(inner)) {
    return rootOf(inner.getExpression())
  }
  return inner
}

function importOf(name: string, names: Names): Extract<ModuleDeclaration, { readonly kind: "import" }> | undefined {
  return names.get(name)?.find((each) => each.kind === "import")
}

/** Gives the word of Millrace's own with which something is declared: `activity`, `pool`. */
function declaringWord(callee: SyntaxNode, names: Names): string | undefined {
  const member = Node.isPropertyAccessExpression(callee) ? callee : undefined
  const link = importOf((member?.getExpression() ?? callee).getText(), names)
  if (link === undefined || !isMillrace(link.specifier)) return undefined
  if (member === undefined) return link.imported
  return link.imported === "*" ? member.getName() : undefined
}

/** `Schema.Struct`, `z.object`, `Struct` of an import from "effect/Schema". */
function isSchemaMember(callee: SyntaxNode, names: Names): boolean {
  if (!isSchemaImport(rootOf(callee).getText(), names)) return false
  return !callee.getText().split(/[.(]/).some(isClassMaker)
}

function isSchemaImport(name: string, names: Names): boolean {
  const link = importOf(name, names)
  return (
    link !== undefined &&
    (schemaModules.has(link.specifier) || (link.specifier === "effect" && link.imported === "Schema"))
  )
}

/** A schema of this file, or one in the making: its methods give new schemas. */
function isSchema(node: SyntaxNode, names: Names): boolean {
  const root = rootOf(node)
  if (isSchemaImport(root.getText(), names)) return true
  const declaration = names.get(root.getText())?.find((each) => Node.isVariableDeclaration(each.node))?.node
  if (!Node.isVariableDeclaration(declaration)) return false
  const initializer = declaration.getInitializer()
  return (
    initializer !== undefined && rootOf(initializer) !== root && isSchemaImport(rootOf(initializer).getText(), names)
  )
}

/** What makes a class with an identity of its own. */
function isClassMaker(name: string): boolean {
  return /Class$|^Opaque$|^instanceOf$/.test(name) && name !== "instanceOf"
}
