import type { SourceFile } from "ts-morph"
import { Node } from "ts-morph"
import { boundNames } from "./module-names.ts"
import type { ModuleSources } from "./module-sources.ts"

/** Where an export of a module comes from: a name of a module that could be read, or of a package. */
export type ExportedName =
  | { readonly kind: "name"; readonly file: SourceFile; readonly name: string }
  /** A default export without a name. */
  | { readonly kind: "value"; readonly file: SourceFile; readonly node: Node }
  | { readonly kind: "namespace"; readonly file: SourceFile }
  | { readonly kind: "package"; readonly specifier: string; readonly imported: string }

/** What a module is asked for by another one; `imported` is `"*"` for a namespace. */
export interface ImportLink {
  readonly specifier: string
  readonly imported: string
}

interface Search {
  readonly modules: ModuleSources
  /** The modules that lead here, by which a circle is told. */
  readonly seen: ReadonlySet<SourceFile>
}

/** Finds what an import means, over re-exports of the author's own files; packages are not read. */
export function importedName(link: ImportLink, from: SourceFile, modules: ModuleSources): ExportedName | undefined {
  return followLink(link, from, { modules, seen: new Set() })
}

function followLink({ specifier, imported }: ImportLink, from: SourceFile, search: Search): ExportedName | undefined {
  const file = search.modules.resolveOwn(specifier, from)
  if (file === undefined && !specifier.startsWith(".")) return { kind: "package", specifier, imported }
  if (file === undefined || search.seen.has(file)) return undefined
  if (imported === "*") return { kind: "namespace", file }
  return exportedName(file, imported, { ...search, seen: new Set([...search.seen, file]) })
}

function exportedName(file: SourceFile, name: string, search: Search): ExportedName | undefined {
  for (const statement of file.getStatements()) {
    if (Node.isVariableStatement(statement) && statement.isExported()) {
      const names = statement.getDeclarations().flatMap((each) => boundNames(each.getNameNode()))
      if (names.includes(name)) return { kind: "name", file, name }
    }
    if ((Node.isFunctionDeclaration(statement) || Node.isClassDeclaration(statement)) && statement.isExported()) {
      const own = statement.getName()
      const exported = statement.isDefaultExport() ? "default" : own
      if (exported === name)
        return own === undefined ? { kind: "value", file, node: statement } : { kind: "name", file, name: own }
    }
    if (Node.isExportAssignment(statement) && name === "default") {
      const expression = statement.getExpression()
      if (Node.isIdentifier(expression)) return { kind: "name", file, name: expression.getText() }
      return { kind: "value", file, node: expression }
    }
    if (!Node.isExportDeclaration(statement) || statement.isTypeOnly()) continue
    const specifier = statement.getModuleSpecifierValue()
    const named = statement
      .getNamedExports()
      .find((each) => (each.getAliasNode() ?? each.getNameNode()).getText() === name)
    const namespace = statement.getNamespaceExport()
    if (named !== undefined && specifier === undefined) return { kind: "name", file, name: named.getName() }
    if (specifier === undefined) continue
    if (named !== undefined) return followLink({ specifier, imported: named.getName() }, file, search)
    if (namespace?.getName() === name) return followLink({ specifier, imported: "*" }, file, search)
  }
  return starExport(file, name, search)
}

/** A package may export anything, so only the author's own files are looked into. */
function starExport(file: SourceFile, name: string, search: Search): ExportedName | undefined {
  for (const statement of file.getExportDeclarations()) {
    const specifier = statement.getModuleSpecifierValue()
    const isStar = statement.isNamespaceExport() && statement.getNamespaceExport() === undefined
    if (!isStar || specifier === undefined) continue
    const found = followLink({ specifier, imported: name }, file, search)
    if (found !== undefined && found.kind !== "package") return found
  }
  return undefined
}
