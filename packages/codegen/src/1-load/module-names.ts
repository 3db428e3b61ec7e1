import type { ImportSpecifier, SourceFile } from "ts-morph"
import { Node } from "ts-morph"

/** What declares a name at the top level of a module. */
export type ModuleDeclaration =
  | {
      readonly kind: "import"
      readonly specifier: string
      readonly imported: string
      readonly typeOnly: boolean
      readonly node: Node
    }
  | { readonly kind: "declaration"; readonly node: Node }

type ModuleNames = ReadonlyMap<string, ReadonlyArray<ModuleDeclaration>>

const known = new WeakMap<SourceFile, ModuleNames>()

/** Gives every top-level name of a module with its declarations (a constant and a type may share one). */
export function moduleNames(file: SourceFile): ModuleNames {
  const names = known.get(file) ?? readNames(file)
  known.set(file, names)
  return names
}

function readNames(file: SourceFile): ModuleNames {
  const names = new Map<string, Array<ModuleDeclaration>>()
  const add = (name: string, declaration: ModuleDeclaration): void => {
    names.set(name, [...(names.get(name) ?? []), declaration])
  }
  for (const statement of file.getStatements()) {
    if (Node.isImportDeclaration(statement)) {
      const specifier = statement.getModuleSpecifierValue()
      const typeOnly = statement.isTypeOnly()
      const byDefault = statement.getDefaultImport()
      if (byDefault !== undefined) {
        add(byDefault.getText(), { kind: "import", specifier, imported: "default", typeOnly, node: byDefault })
      }
      const namespace = statement.getNamespaceImport()
      if (namespace !== undefined) {
        add(namespace.getText(), { kind: "import", specifier, imported: "*", typeOnly, node: namespace })
      }
      for (const named of statement.getNamedImports()) {
        add(localName(named), {
          kind: "import",
          specifier,
          imported: importedName(named),
          typeOnly: typeOnly || named.isTypeOnly(),
          node: named,
        })
      }
    } else if (Node.isVariableStatement(statement)) {
      for (const declaration of statement.getDeclarations()) {
        for (const name of boundNames(declaration.getNameNode())) add(name, { kind: "declaration", node: declaration })
      }
    } else if (
      Node.isFunctionDeclaration(statement) ||
      Node.isClassDeclaration(statement) ||
      Node.isInterfaceDeclaration(statement) ||
      Node.isTypeAliasDeclaration(statement) ||
      Node.isEnumDeclaration(statement) ||
      Node.isModuleDeclaration(statement) ||
      Node.isImportEqualsDeclaration(statement)
    ) {
      const name = statement.getName()
      if (name !== undefined) add(name, { kind: "declaration", node: statement })
    }
  }
  return names
}

/** Gives the names that a binding (`a`, `{ a, b: c }`, `[a, ...rest]`) declares. */
export function boundNames(binding: Node): ReadonlyArray<string> {
  if (Node.isIdentifier(binding)) return [binding.getText()]
  if (Node.isObjectBindingPattern(binding) || Node.isArrayBindingPattern(binding)) {
    return binding
      .getElements()
      .flatMap((element) => (Node.isBindingElement(element) ? boundNames(element.getNameNode()) : []))
  }
  return []
}

function localName(named: ImportSpecifier): string {
  return named.getAliasNode()?.getText() ?? importedName(named)
}

function importedName(named: ImportSpecifier): string {
  const node = named.getNameNode()
  return Node.isStringLiteral(node) ? node.getLiteralValue() : node.getText()
}
