import type { Diagnostic } from "@millrace/plan"
import type { FileAccess } from "../file-access.ts"
import { diskFiles } from "../file-access.ts"
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
export function checkTypes(files: ReadonlyArray<string>, access: FileAccess = diskFiles): ReadonlyArray<Diagnostic> {
  const existing = files.filter(access.fileExists)
  if (existing.length === 0) return []
  using projects = openProjects(existing, access)
  return existing.flatMap((file) => typeDiagnostics(file, projects.mistakesIn(file), access))
}

/** Makes diagnostics of what TypeScript says of a file. */
export function typeDiagnostics(
  file: string,
  mistakes: ReadonlyArray<TypeMistake>,
  access: FileAccess,
): ReadonlyArray<Diagnostic> {
  if (mistakes.length === 0) return []
  const source = access.readFile(file) ?? ""
  return causesOf(mistakes, source).map((mistake) => typeDiagnostic(mistake, { file, source }))
}
