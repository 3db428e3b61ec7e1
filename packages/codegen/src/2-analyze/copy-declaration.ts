import type { JSDocableNode, Node as SyntaxNode, VariableDeclaration } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import type { ModuleDeclaration } from "../1-load/module-names.ts"
import { mutationOf } from "../1-load/mutation.ts"
import type { Mistake } from "../1-load/reader.ts"
import type { CopiedText, CopyBinding } from "./facts.ts"
import { impurityOf } from "./impurity.ts"
import type { Reference } from "./references.ts"
import { referencesOf } from "./references.ts"

/** What copying needs to know of the flow file. */
export interface CopyContext {
  readonly names: ReadonlyMap<string, ReadonlyArray<ModuleDeclaration>>
  /** Where the names of its flows stand, by which their constants are told from others. */
  readonly flows: ReadonlyArray<number>
  readonly report: (mistake: Mistake) => void
}

/** A declaration that can be repeated, and what it refers to. */
export interface Copy {
  readonly binding: CopyBinding
  readonly references: ReadonlyArray<Reference>
}

/** Copies the declarations of a name of the flow file, or reports why they cannot stand in two modules. */
export function copyOf(reference: Reference, nodes: ReadonlyArray<SyntaxNode>, context: CopyContext): Copy | undefined {
  const { name } = reference
  for (const node of nodes) {
    const obstacle = obstacleOf(name, node, context)
    if (obstacle === undefined) continue
    context.report(obstacle)
    return undefined
  }
  const references = nodes.flatMap((node) => referencesOf(node)).filter((each) => each.name !== name)
  const dependencies = [...new Set(references.map((each) => each.name))].filter((each) => context.names.has(each))
  const typeOnly = nodes.every((node) => Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node))
  const statements = Object.freeze(nodes.map(copiedStatement))
  return {
    binding: Object.freeze({ kind: "copy", statements, dependencies: Object.freeze(dependencies), typeOnly }),
    references,
  }
}

const moveIt = (name: string): string => `move '${name}' to a module of its own and import it`

function obstacleOf(name: string, node: SyntaxNode, context: CopyContext): Mistake | undefined {
  if (Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)) return undefined
  if (Node.isFunctionDeclaration(node)) {
    return node.getBody() === undefined && !node.isOverload() ? notCopyable(name, node, "has no body here") : undefined
  }
  if (!Node.isVariableDeclaration(node)) return notCopyable(name, nameOf(node), describe(node))
  const kind = node.getVariableStatement()?.getDeclarationKind()
  if (kind !== "const") {
    return {
      code: "REFERENCE.NOT_CONSTANT",
      node: node.getNameNode(),
      message: `flow code refers to '${name}', which is declared with '${kind}' and can change`,
      fix: `declare it with 'const', or ${moveIt(name)}`,
    }
  }
  if (isFlow(node, context)) return notCopyable(name, node.getNameNode(), "is a flow")
  const initializer = node.getInitializer()
  if (!Node.isIdentifier(node.getNameNode()))
    return notCopyable(name, node.getNameNode(), "is taken out of another value")
  if (initializer === undefined) return notCopyable(name, node.getNameNode(), "has no value here")
  const mutation = mutationOf(name, node.getSourceFile())
  if (mutation !== undefined) {
    return {
      code: "REFERENCE.MUTATED",
      node: mutation,
      message: `flow code refers to '${name}', which is changed here, so that a copy of it would differ`,
      fix: `give '${name}' its whole value where it is declared, or ${moveIt(name)}`,
    }
  }
  const impurity = impurityOf(initializer, context.names)
  if (impurity === undefined) return undefined
  return {
    code: "REFERENCE.NOT_PURE",
    node: impurity.node,
    message: `flow code refers to '${name}', whose declaration ${impurity.reason}, so that a copy of it would do that twice`,
    fix: moveIt(name),
  }
}

function notCopyable(name: string, node: SyntaxNode, reason: string): Mistake {
  return {
    code: "REFERENCE.NOT_COPYABLE",
    node,
    message: `flow code refers to '${name}', which ${reason}, and cannot stand in two modules`,
    fix: moveIt(name),
  }
}

function isFlow(node: VariableDeclaration, { flows }: CopyContext): boolean {
  return flows.some((start) => node.getStart() < start && start < node.getEnd())
}

function nameOf(node: SyntaxNode): SyntaxNode {
  return (Node.hasName(node) ? node.getNameNode() : undefined) ?? node
}

function describe(node: SyntaxNode): string {
  if (Node.isClassDeclaration(node)) return "is a class"
  if (Node.isEnumDeclaration(node)) return "is an enum"
  return "is a namespace"
}

function copiedStatement(node: SyntaxNode): ReadonlyArray<CopiedText> {
  if (Node.isVariableDeclaration(node)) {
    const statement = node.getVariableStatement()
    const documentation = statement?.getDeclarations().length === 1 ? documentationOf(statement) : []
    return [...documentation, { text: "const " }, { text: node.getText(), origin: node.getStart() }]
  }
  const modifiers = Node.isModifierable(node)
    ? node
        .getModifiers()
        .filter((each) => each.getKind() === SyntaxKind.ExportKeyword || each.getKind() === SyntaxKind.DefaultKeyword)
    : []
  const documentation = Node.isJSDocable(node) ? documentationOf(node) : []
  const last = modifiers.at(-1)
  const start = last === undefined ? node.getStart() : last.getEnd()
  const text = node.getSourceFile().getFullText().slice(start, node.getEnd())
  return [...documentation, { text: text.trimStart(), origin: node.getEnd() - text.trimStart().length }]
}

function documentationOf(node: JSDocableNode): ReadonlyArray<CopiedText> {
  return node.getJsDocs().map((doc) => ({ text: `${doc.getText()}\n` }))
}
