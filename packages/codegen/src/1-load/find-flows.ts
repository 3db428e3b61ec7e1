import type { CallExpression, ExportSpecifier, SourceFile, VariableDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "./descendants.ts"
import { followReference } from "./follow-reference.ts"
import { identifiersNamed } from "./identifiers.ts"
import { nearbySources } from "./module-sources.ts"
import { localScopeOf } from "./name-scope.ts"
import type { Reader } from "./reader.ts"
import { unwrap, wrapped } from "./unwrap.ts"

/** A flow as found in its file, before its chain is read; one that is exported under two names is found twice. */
export interface FoundFlow {
  readonly exportName: string
  /** The call `flow("name", options?)`. */
  readonly origin: CallExpression
  /** The whole chain. */
  readonly chain: Node
}

/** Finds every flow that a file exports; reports each that exists but cannot be read as one chain. */
export function findFlows(reader: Reader): ReadonlyArray<FoundFlow> {
  const found: Array<FoundFlow> = []
  for (const origin of descendants(reader.file, Node.isCallExpression)) {
    if (!isFlowCall(origin, reader)) continue
    found.push(...(flowAt(origin, reader) ?? []))
  }
  return found
}

/** Says whether a call is `flow(...)` of the builder. */
export function isFlowCall(call: CallExpression, reader: Reader): boolean {
  const callee = unwrap(call.getExpression())
  if (!isName(callee)) return false
  const referent = followReference(callee, nearbySources(reader.modules))
  return referent.kind === "millrace" && referent.specifier === "@millrace/dsl" && referent.imported === "flow"
}

/** Says whether an expression is a name, or a member of one: most calls are verbs of a chain, which are told at once. */
function isName(node: Node): boolean {
  return Node.isIdentifier(node) || (Node.isPropertyAccessExpression(node) && isName(unwrap(node.getExpression())))
}

/** Goes from `flow(...)` out over the calls that follow it. */
function outermostCall(origin: CallExpression): Node {
  let node = wrapped(origin)
  for (;;) {
    const access = node.getParent()
    const isReceiver =
      (Node.isPropertyAccessExpression(access) || Node.isElementAccessExpression(access)) &&
      access.getExpression() === node
    const callee = isReceiver ? wrapped(access) : undefined
    const call = callee?.getParent()
    if (!Node.isCallExpression(call) || call.getExpression() !== callee) return node
    node = wrapped(call)
  }
}

function flowAt(origin: CallExpression, reader: Reader): ReadonlyArray<FoundFlow> | undefined {
  const chain = outermostCall(origin)
  const parent = chain.getParent()
  if (Node.isExportAssignment(parent)) return defaultExport(parent, reader)
  if (!Node.isVariableDeclaration(parent) || parent.getInitializer() !== chain) {
    return computed(chain, "it is only a part of another expression", reader)
  }
  const statement = parent.getVariableStatement()
  const name = parent.getNameNode()
  if (statement === undefined || !Node.isSourceFile(statement.getParent()) || !Node.isIdentifier(name)) {
    return computed(chain, "it is not a constant at the top level of its file", reader)
  }
  if (statement.getDeclarationKind() !== "const") {
    return reader.report({
      code: "FLOW.NOT_CONSTANT",
      node: name,
      message: `flow '${name.getText()}' is declared with '${statement.getDeclarationKind()}', so it can change before it is used`,
      fix: `write it as one chain: export const ${name.getText()} = flow(...)...`,
    })
  }
  const continued = continuationOf(parent, reader)
  if (continued !== undefined) {
    return computed(continued, `its chain begins in '${name.getText()}' and goes on here`, reader)
  }
  const exportNames = exportNamesOf(parent, statement.isExported(), reader.file)
  const named = exportNames.filter((each) => each !== "default")
  if (named.length > 0) return named.map((exportName) => ({ exportName, origin, chain }))
  if (exportNames.length > 0) return defaultExport(name, reader)
  return reader.report({
    code: "FLOW.NOT_EXPORTED",
    level: "warning",
    node: name,
    message: `flow '${name.getText()}' is not exported, so it gets no runner`,
    fix: `write 'export const ${name.getText()}'`,
  })
}

function defaultExport(node: Node, reader: Reader): undefined {
  return reader.report({
    code: "FLOW.DEFAULT_EXPORT",
    node,
    message: "a flow is the default export, which has no name for its runner",
    fix: "export it under a name: export const name = flow(...)...",
  })
}

function computed(node: Node, reason: string, reader: Reader): undefined {
  return reader.report({
    code: "FLOW.CHAIN_COMPUTED",
    node,
    message: `a flow cannot be read before it runs: ${reason}`,
    fix: "write it as one chain: export const name = flow(...).step(...)....returns(...)",
  })
}

/** Finds where a flow's constant is taken up again by another verb, or given to a function or condition. */
function continuationOf(declaration: VariableDeclaration, reader: Reader): Node | undefined {
  const name = declaration.getName()
  return identifiersNamed(name, reader.file).find((each) => {
    if (each === declaration.getNameNode() || localScopeOf(each) !== undefined) return false
    const outer = wrapped(each)
    const access = outer.getParent()
    return (
      (Node.isPropertyAccessExpression(access) && access.getExpression() === outer && isVerbCall(access)) ||
      (Node.isConditionalExpression(access) && access.getCondition() !== outer)
    )
  })
}

function isVerbCall(access: Node): boolean {
  const parent = access.getParent()
  return Node.isCallExpression(parent) && parent.getExpression() === access
}

/** Gives the names under which a file exports one of its constants. */
export function exportNamesOf(
  declaration: VariableDeclaration,
  isExported: boolean,
  file: SourceFile,
): ReadonlyArray<string> {
  const name = declaration.getName()
  const names = isExported ? [name] : []
  for (const statement of file.getStatements()) {
    if (Node.isExportDeclaration(statement) && !statement.hasModuleSpecifier() && !statement.isTypeOnly()) {
      const named = statement.getNamedExports().filter((each) => each.getName() === name)
      names.push(...named.map((each) => aliasOf(each) ?? name))
    }
    if (Node.isExportAssignment(statement) && unwrap(statement.getExpression()).getText() === name)
      names.push("default")
  }
  return names
}

/** An alias may be any text, in quotes. */
function aliasOf(specifier: ExportSpecifier): string | undefined {
  const alias = specifier.getAliasNode()
  return Node.isStringLiteral(alias) ? alias.getLiteralValue() : alias?.getText()
}
