import type { ImportedName } from "./import-table.ts"
import { abiModule } from "./import-table.ts"
import { isIdentifier } from "../3-lower/names/identifier.ts"
import { code, makeName } from "./code.ts"
import type { Layout } from "./layout.ts"
import { sequence, text } from "./layout.ts"
import { objectLayout } from "./lists.ts"
import { quote } from "../3-lower/names/quote.ts"

/** Writes import declarations: the runner ABI, packages, files of the author, each in alphabetical order. */
export function emitImports(imports: ReadonlyArray<ImportedName>): ReadonlyArray<Layout> {
  const specifiers = [...new Set(imports.map(({ specifier }) => specifier))].toSorted(bySpecifier)
  return specifiers.flatMap((specifier) => {
    const own = imports.filter((each) => each.specifier === specifier)
    return [
      ...emitModule(
        specifier,
        own.filter(({ typeOnly }) => !typeOnly),
        "import",
      ),
      ...emitModule(
        specifier,
        own.filter(({ typeOnly }) => typeOnly),
        "import type",
      ),
    ]
  })
}

function emitModule(specifier: string, names: ReadonlyArray<ImportedName>, keyword: string): ReadonlyArray<Layout> {
  const from = code` from ${specifier}`
  const byDefault = names.filter(({ imported }) => imported === "default")
  const namespaces = names.filter(({ imported }) => imported === "*")
  const named = names.filter(({ imported }) => imported !== "default" && imported !== "*")
  const list = objectLayout(named.toSorted((a, b) => compare(a.imported, b.imported)).map(emitName))
  const [first, ...others] = byDefault.map(({ local }) => code`${makeName(local)}`)
  // A type-only import cannot have both.
  const isJoined = first !== undefined && named.length > 0 && keyword === "import"
  const clauses = [
    ...(first === undefined ? [] : [isJoined ? sequence(first, text(", "), list) : first]),
    ...others,
    ...namespaces.map(({ local }) => code`* as ${makeName(local)}`),
    ...(named.length === 0 || isJoined ? [] : [list]),
  ]
  return clauses.map((clause) => sequence(text(`${keyword} `), clause, from))
}

function emitName({ imported, local }: ImportedName): Layout {
  if (imported === local) return code`${makeName(local)}`
  return code`${text(isIdentifier(imported) ? imported : quote(imported))} as ${makeName(local)}`
}

function bySpecifier(a: string, b: string): number {
  return rank(a) - rank(b) || compare(a, b)
}

function rank(specifier: string): number {
  if (specifier === abiModule) return 0
  return specifier.startsWith(".") ? 2 : 1
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
