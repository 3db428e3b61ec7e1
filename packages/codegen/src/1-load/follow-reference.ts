import type { Expression, FunctionDeclaration, SourceFile } from "ts-morph"
import { Node } from "ts-morph"
import { moduleNames } from "./module-names.ts"
import type { ModuleSources } from "./module-sources.ts"
import { localScopeOf } from "./name-scope.ts"
import { objectMember } from "./object-members.ts"
import { unwrap } from "./unwrap.ts"

/** Where a name leads, over constants, imports, re-exports, namespaces and properties of object literals. */
export type Referent =
  | { readonly kind: "expression"; readonly node: Expression }
  | { readonly kind: "function"; readonly node: FunctionDeclaration }
  /** An export of one of Millrace's own packages, which are not read. `imported` is `"*"` for a namespace. */
  | { readonly kind: "millrace"; readonly specifier: string; readonly imported: string }
  | { readonly kind: "namespace"; readonly file: SourceFile }
  | { readonly kind: "lost"; readonly node: Node; readonly reason: string }

/** Follows an expression to what it refers to; one that is no reference leads to itself. */
export function followReference(expression: Node, modules: ModuleSources): Referent {
  return follow(expression, { modules, seen: new Set() })
}

interface Trail {
  readonly modules: ModuleSources
  /** Nodes that were followed, and exports that were looked for: `file>name` followed, `file#name` behind a star. */
  readonly seen: Set<Node | string>
}

function follow(given: Node, trail: Trail): Referent {
  const node = unwrap(given)
  if (trail.seen.has(node)) return { kind: "lost", node, reason: `'${node.getText()}' refers to itself` }
  trail.seen.add(node)
  if (Node.isIdentifier(node)) {
    if (node.getText() === "undefined") return { kind: "expression", node }
    if (localScopeOf(node) !== undefined) {
      return { kind: "lost", node, reason: `'${node.getText()}' is not declared at the top level of its module` }
    }
    return followName(node.getText(), node, trail)
  }
  if (Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)) {
    const name = accessedName(node)
    if (name === undefined) return { kind: "lost", node, reason: `'${node.getText()}' has a computed name` }
    return followMember(follow(node.getExpression(), trail), { name, node, trail })
  }
  if (Node.isExpression(node)) return { kind: "expression", node }
  return { kind: "lost", node, reason: `'${node.getText()}' is no expression` }
}

/** Gives the literal property name of `a.b` or `a["b"]`. */
export function accessedName(node: Node): string | undefined {
  if (Node.isPropertyAccessExpression(node)) return node.getName()
  if (!Node.isElementAccessExpression(node)) return undefined
  const argument = node.getArgumentExpression()
  return Node.isStringLiteral(argument) || Node.isNoSubstitutionTemplateLiteral(argument)
    ? argument.getLiteralValue()
    : undefined
}

function followMember(owner: Referent, access: { name: string; node: Node; trail: Trail }): Referent {
  const { name, node, trail } = access
  if (owner.kind === "lost") return owner
  if (owner.kind === "namespace") return followExport(owner.file, name, { node, trail })
  if (owner.kind === "millrace" && owner.imported === "*") return { ...owner, imported: name }
  if (owner.kind === "expression") {
    const object = unwrap(frozenArgument(owner.node))
    if (Node.isObjectLiteralExpression(object)) {
      const member = objectMember(object, name)
      if (member !== undefined) return follow(member, trail)
      return { kind: "lost", node, reason: `'${node.getText()}' is not written in the object literal it belongs to` }
    }
  }
  return { kind: "lost", node, reason: `'${node.getText()}' is not a property of an object literal or module` }
}

/** `Object.freeze({ ... })` is its argument. */
function frozenArgument(node: Node): Node {
  if (!Node.isCallExpression(node) || node.getExpression().getText() !== "Object.freeze") return node
  return node.getArguments()[0] ?? node
}

function followName(name: string, at: Node, trail: Trail): Referent {
  const declaration = moduleNames(at.getSourceFile())
    .get(name)
    ?.find((each) => !isType(each.node))
  if (declaration === undefined) return { kind: "lost", node: at, reason: `'${name}' is not declared in this file` }
  if (declaration.kind === "import") {
    return followImport(declaration, { node: at, trail })
  }
  const { node } = declaration
  if (Node.isFunctionDeclaration(node)) return { kind: "function", node }
  if (Node.isVariableDeclaration(node) && Node.isIdentifier(node.getNameNode())) {
    const isConstant = node.getVariableStatement()?.getDeclarationKind() === "const"
    const initializer = node.getInitializer()
    if (!isConstant) return { kind: "lost", node: at, reason: `'${name}' is not a constant` }
    if (initializer !== undefined) return follow(initializer, trail)
  }
  return { kind: "lost", node: at, reason: `'${name}' is not declared as a constant with a value` }
}

const isType = (node: Node): boolean => Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)

interface Place {
  readonly node: Node
  readonly trail: Trail
}

function followImport(link: { specifier: string; imported: string; node: Node }, place: Place): Referent {
  const { specifier, imported } = link
  if (isMillrace(specifier)) return { kind: "millrace", specifier, imported }
  const file = place.trail.modules.resolve(specifier, link.node.getSourceFile())
  if (file === undefined) return { kind: "lost", node: place.node, reason: `module '${specifier}' cannot be read` }
  return imported === "*" ? { kind: "namespace", file } : followExport(file, imported, place)
}

function followExport(file: SourceFile, name: string, place: Place): Referent {
  const passed = `${file.getFilePath()}>${name}`
  if (place.trail.seen.has(passed)) {
    return { kind: "lost", node: place.node, reason: `the export '${name}' of '${file.getBaseName()}' leads to itself` }
  }
  place.trail.seen.add(passed)
  const found = exportOf(file, name, place)
  return found ?? { kind: "lost", node: place.node, reason: `module '${file.getBaseName()}' does not export '${name}'` }
}

function exportOf(file: SourceFile, name: string, place: Place): Referent | undefined {
  const { trail } = place
  for (const statement of file.getStatements()) {
    if (Node.isVariableStatement(statement) && statement.isExported()) {
      const found = statement.getDeclarations().find((each) => each.getName() === name)
      if (found !== undefined) return followName(name, found, trail)
    }
    if (Node.isFunctionDeclaration(statement) && statement.isExported() && statement.getName() === name) {
      return { kind: "function", node: statement }
    }
    if (Node.isExportAssignment(statement) && name === "default" && !statement.isExportEquals()) {
      return follow(statement.getExpression(), trail)
    }
    if (Node.isExportDeclaration(statement)) {
      const specifier = statement.getModuleSpecifierValue()
      const named = statement
        .getNamedExports()
        .find((each) => (each.getAliasNode()?.getText() ?? each.getName()) === name)
      if (named !== undefined) {
        return specifier === undefined
          ? followName(named.getName(), named, trail)
          : followImport({ specifier, imported: named.getName(), node: named }, place)
      }
      const namespace = statement.getNamespaceExport()
      if (namespace !== undefined && namespace.getName() === name && specifier !== undefined) {
        return followImport({ specifier, imported: "*", node: namespace }, place)
      }
    }
  }
  return starExportOf(file, name, place)
}

function starExportOf(file: SourceFile, name: string, place: Place): Referent | undefined {
  const search = `${file.getFilePath()}#${name}`
  if (place.trail.seen.has(search)) return undefined
  place.trail.seen.add(search)
  for (const statement of file.getExportDeclarations()) {
    if (!statement.isNamespaceExport() || statement.getNamespaceExport() !== undefined) continue
    const specifier = statement.getModuleSpecifierValue()
    if (specifier === undefined) continue
    if (isMillrace(specifier)) return { kind: "millrace", specifier, imported: name }
    const target = place.trail.modules.resolve(specifier, file)
    const found = target === undefined ? undefined : exportOf(target, name, place)
    if (found !== undefined) return found
  }
  return undefined
}

/** Says whether a module is one of Millrace's own. */
export function isMillrace(specifier: string): boolean {
  return specifier.startsWith("@millrace/")
}
