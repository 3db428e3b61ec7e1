import { existsSync, readFileSync } from "node:fs"
import type { Diagnostic } from "@millrace/plan"
import { causesOf } from "./causes.ts"
import type { TypeMistake } from "./open-projects.ts"
import { openProjects } from "./open-projects.ts"
import { typeDiagnostic } from "./type-diagnostic.ts"

/**
 * Gives what TypeScript has to say about flow files, given by their absolute paths.
 *
 * **Details**
 *
 * Each file is checked with the options of the `tsconfig.json` it belongs to. One that belongs to none is checked with
 * the nearest one's options, or with strict ones for Node. Only the given files are checked, and what they import as far
 * as their own types need it. A file that does not exist has no mistakes here; loading reports it.
 */
export function checkTypes(files: ReadonlyArray<string>): ReadonlyArray<Diagnostic> {
  const existing = files.filter((file) => existsSync(file))
  if (existing.length === 0) return []
  using projects = openProjects(existing)
  return existing.flatMap((file) => inFile(file, projects.mistakesIn(file)))
}

function inFile(file: string, mistakes: ReadonlyArray<TypeMistake>): ReadonlyArray<Diagnostic> {
  if (mistakes.length === 0) return []
  const source = readFileSync(file, "utf8")
  return causesOf(mistakes, source).map((mistake) => typeDiagnostic(mistake, { file, source }))
}
