import { basename } from "node:path"
import type { SourceFile } from "ts-morph"
import { Node, SyntaxKind } from "ts-morph"
import { namesUsed } from "../3-lower/author-code/names-used.ts"
import { moduleNames } from "../1-load/module-names.ts"
import type { ModuleSources } from "../1-load/module-sources.ts"

/**
 * Gives the files that run when a module is evaluated, itself first, when nothing can come of that; else `undefined`.
 *
 * **Details**
 *
 * Nothing can come of a module that reaches nothing to act with: it and all that it imports import only each other,
 * packages that make schemas, and Millrace's own, run no Effect, and name no global but those that compute. A flow file, or a
 * runner, is never among them.
 */
export function harmlessFiles(file: SourceFile, modules: ModuleSources): ReadonlyArray<SourceFile> | undefined {
  const found = new Set<SourceFile>()
  return isHarmless(file, modules, found) ? [...found] : undefined
}

function isHarmless(file: SourceFile, modules: ModuleSources, found: Set<SourceFile>): boolean {
  if (found.has(file)) return true
  found.add(file)
  if (/\.(?:flow|runner)\.[cm]?[jt]sx?$/.test(basename(file.getFilePath()))) return false
  if (file.getFilePath().includes("/node_modules/") || importsLater(file) || runsEffects(file)) return false
  return (
    namesOnlyHarmless(file) &&
    importedModules(file).every((specifier) => {
      if (schemaPackages.some((name) => specifier === name || specifier.startsWith(`${name}/`))) return true
      const imported = modules.resolve(specifier, file)
      return imported !== undefined && isHarmless(imported, modules, found)
    })
  )
}

const schemaPackages: ReadonlyArray<string> = ["effect", "zod", "valibot", "arktype", "@millrace/dsl", "@millrace/plan"]

/** Gives the modules that are loaded for this one. */
function importedModules(file: SourceFile): ReadonlyArray<string> {
  const imports = file.getImportDeclarations().filter((each) => !each.isTypeOnly() && !importsOnlyTypes(each))
  const exports = file.getExportDeclarations().filter((each) => !each.isTypeOnly())
  return [...imports, ...exports].flatMap((each) => each.getModuleSpecifierValue() ?? [])
}

function importsOnlyTypes(declaration: ReturnType<SourceFile["getImportDeclarations"]>[number]): boolean {
  const named = declaration.getNamedImports()
  const hasOther = declaration.getDefaultImport() !== undefined || declaration.getNamespaceImport() !== undefined
  return !hasOther && named.length > 0 && named.every((each) => each.isTypeOnly())
}

function importsLater(file: SourceFile): boolean {
  return file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .some((call) => call.getExpression().getKind() === SyntaxKind.ImportKeyword)
}

/** An Effect does nothing until somebody runs it. */
function runsEffects(file: SourceFile): boolean {
  return file
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .some((identifier) => /^run(?:Callback|Fork|Promise|Sync)/.test(identifier.getText()))
}

function namesOnlyHarmless(file: SourceFile): boolean {
  const own = moduleNames(file)
  return file.getStatements().every((statement) => {
    if (Node.isImportDeclaration(statement) || Node.isExportDeclaration(statement)) return true
    return namesUsed(statement).every(({ name, typeOnly }) => typeOnly || own.has(name) || harmlessGlobals.has(name))
  })
}

/** Globals that compute and do nothing else. */
const computing =
  "Array ArrayBuffer BigInt Boolean DataView Date Error Infinity Intl JSON Map Math NaN Number Object RangeError RegExp Set " +
  "String Symbol SyntaxError TextDecoder TextEncoder TypeError URL URLSearchParams Uint8Array atob btoa decodeURIComponent " +
  "encodeURIComponent isFinite isNaN parseFloat parseInt undefined"

/** Types that stand where only a checker could tell them from values. */
const globalTypes = "Omit Partial Pick Readonly ReadonlyArray ReadonlyMap ReadonlySet Record"

const harmlessGlobals: ReadonlySet<string> = new Set([...computing.split(" "), ...globalTypes.split(" ")])
