import { isBuiltin } from "node:module"
import type { ClassDeclaration, Node as SyntaxNode, SourceFile, VariableDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import { importedName } from "../../../1-load/exported-name.ts"
import type { ImportLink } from "../../../1-load/exported-name.ts"
import { accessedName } from "../../../1-load/follow-reference.ts"
import { isFunction } from "../../../1-load/is-function.ts"
import type { ModuleDeclaration } from "../../../1-load/module-names.ts"
import { moduleNames } from "../../../1-load/module-names.ts"
import type { ModuleSources } from "../../../1-load/module-sources.ts"
import { localScopeOf } from "../../../1-load/name-scope.ts"
import { literalKey } from "../../../1-load/object-members.ts"
import { unwrap } from "../../../1-load/unwrap.ts"

/** What a name, with the members behind it, means. */
export type Target =
  /** Of the language or the platform: `Date.now`. */
  | { readonly kind: "global"; readonly symbol: string }
  /** Of a package: `node:crypto#randomUUID`, `effect/Clock#currentTimeMillis`. */
  | { readonly kind: "package"; readonly symbol: string }
  /** A function whose body can be read. */
  | { readonly kind: "function"; readonly node: SyntaxNode }
  /** A variable at the top level of a module that can be read. */
  | { readonly kind: "variable"; readonly node: VariableDeclaration; readonly members: ReadonlyArray<string> }
  | { readonly kind: "unknown" }

const unknown: Target = { kind: "unknown" }
const globalObjects: ReadonlySet<string> = new Set(["globalThis", "window", "self", "global"])

/** The most aliases that are followed: a constant that names itself is none. */
const maximumDepth = 16

/** A name in a module, and the members that are taken of it. */
interface Path {
  readonly file: SourceFile
  readonly name: string
  readonly members: ReadonlyArray<string>
  readonly depth: number
}

/** Finds what a name that is declared at the top level of a file, or nowhere, means with these members behind it. */
export function targetOf(
  name: string,
  members: ReadonlyArray<string>,
  { file, modules }: { readonly file: SourceFile; readonly modules: ModuleSources },
): Target {
  return resolve({ file, name, members, depth: 0 }, modules)
}

function resolve(path: Path, modules: ModuleSources): Target {
  const { file, name, members, depth } = path
  if (depth > maximumDepth) return unknown
  const declarations = moduleNames(file).get(name)
  if (declarations === undefined) return globalTarget([name, ...members])
  const found = declarations.find((each) => !isOnlyType(each))
  if (found === undefined) return unknown
  if (found.kind === "import") return throughImport(found, path, modules)
  if (Node.isFunctionDeclaration(found.node)) return members.length === 0 ? functionTarget(found.node) : unknown
  if (Node.isClassDeclaration(found.node)) return classTarget(found.node, members)
  return Node.isVariableDeclaration(found.node) ? throughVariable(found.node, path, modules) : unknown
}

/** Making an object runs its constructor, and a static method is a function; what objects do later is not followed. */
function classTarget(node: ClassDeclaration, members: ReadonlyArray<string>): Target {
  const [name, ...others] = members
  const method = name === undefined ? node.getConstructors()[0] : node.getStaticMethod(name)
  return method !== undefined && others.length === 0 ? functionTarget(method) : unknown
}

function isOnlyType(declaration: ModuleDeclaration): boolean {
  if (declaration.kind === "import") return declaration.typeOnly
  return Node.isInterfaceDeclaration(declaration.node) || Node.isTypeAliasDeclaration(declaration.node)
}

function globalTarget(names: ReadonlyArray<string>): Target {
  const own = names.findIndex((name) => !globalObjects.has(name))
  return { kind: "global", symbol: names.slice(Math.max(own, 0)).join(".") }
}

function functionTarget(node: SyntaxNode): Target {
  return { kind: "function", node }
}

function throughImport(link: ImportLink, path: Path, modules: ModuleSources): Target {
  const found = importedName(link, path.file, modules)
  if (found === undefined) return unknown
  const { members, depth } = path
  if (found.kind === "package") return packageTarget(found, members)
  if (found.kind === "value") return throughValue(found.node, { ...path, file: found.file }, modules) ?? unknown
  if (found.kind === "name") return resolve({ file: found.file, name: found.name, members, depth: depth + 1 }, modules)
  const [first, ...others] = members
  if (first === undefined) return unknown
  const inside = importedName({ specifier: `./${found.file.getBaseName()}`, imported: first }, found.file, modules)
  return inside?.kind === "name"
    ? resolve({ file: inside.file, name: inside.name, members: others, depth: depth + 1 }, modules)
    : unknown
}

/** Node's modules have two names; those of effect are reached from its root as well; a default export is the module. */
function packageTarget({ specifier, imported }: ImportLink, members: ReadonlyArray<string>): Target {
  const names = [...(imported === "*" || imported === "default" ? [] : [imported]), ...members]
  const [first, ...others] = names
  if (specifier === "effect" && first !== undefined && /^[A-Z]/.test(first)) {
    return { kind: "package", symbol: [`effect/${first}#`, others.join(".")].join("") }
  }
  const isShort = isBuiltin(specifier) && !specifier.startsWith("node:")
  return { kind: "package", symbol: `${isShort ? "node:" : ""}${specifier}#${names.join(".")}` }
}

function throughVariable(node: VariableDeclaration, path: Path, modules: ModuleSources): Target {
  const { name, members } = path
  const variable: Target = { kind: "variable", node, members }
  const initializer = node.getInitializer()
  if (node.getVariableStatement()?.getDeclarationKind() !== "const" || initializer === undefined) return variable
  const binding = node.getNameNode()
  if (Node.isIdentifier(binding)) return throughValue(initializer, path, modules) ?? variable
  if (!Node.isObjectBindingPattern(binding)) return variable
  const element = binding.getElements().find((each) => each.getName() === name)
  const property = element?.getPropertyNameNode()
  const taken = property === undefined ? name : literalKey(property)
  if (taken === undefined) return variable
  return throughValue(initializer, { ...path, members: [taken, ...members] }, modules) ?? variable
}

/** A constant that is a function, another name, or a record whose member is taken, leads on; any other is itself. */
function throughValue(value: SyntaxNode, path: Path, modules: ModuleSources): Target | undefined {
  const node = unwrap(value)
  const { members, depth } = path
  if (isFunction(node)) return members.length === 0 ? functionTarget(node) : undefined
  if (Node.isObjectLiteralExpression(node)) {
    const [first, ...others] = members
    const property = first === undefined ? undefined : node.getProperty((each) => memberName(each) === first)
    if (Node.isMethodDeclaration(property)) return others.length === 0 ? functionTarget(property) : undefined
    const inner = Node.isPropertyAssignment(property)
      ? property.getInitializer()
      : Node.isShorthandPropertyAssignment(property)
        ? property.getNameNode()
        : undefined
    return inner && throughValue(inner, { ...path, members: others, depth: depth + 1 }, modules)
  }
  const chain = memberChain(node)
  if (chain === undefined || localScopeOf(chain.root) !== undefined) return undefined
  const own = { file: node.getSourceFile(), name: chain.root.getText(), members: [...chain.members, ...members] }
  return resolve({ ...own, depth: depth + 1 }, modules)
}

function memberName(property: SyntaxNode): string | undefined {
  return Node.isPropertyNamed(property) || Node.isShorthandPropertyAssignment(property)
    ? literalKey(property.getNameNode())
    : Node.isMethodDeclaration(property)
      ? literalKey(property.getNameNode())
      : undefined
}

/** Takes `a.b["c"]` apart. */
function memberChain(
  node: SyntaxNode,
): { readonly root: SyntaxNode; readonly members: ReadonlyArray<string> } | undefined {
  if (Node.isIdentifier(node)) return { root: node, members: [] }
  const name = accessedName(node)
  if (name === undefined || !(Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)))
    return undefined
  const inner = memberChain(unwrap(node.getExpression()))
  return inner && { root: inner.root, members: [...inner.members, name] }
}
