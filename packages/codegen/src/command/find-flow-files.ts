import { globSync, statSync } from "node:fs"
import { resolve } from "node:path"
import { UsageError } from "./usage-error.ts"

const everyFlow = "**/*.flow.ts"
const skippedFolders: ReadonlySet<string> = new Set(["node_modules", "dist", ".git"])

/** Finds the flow files that arguments name: files, folders or globs; without any, every flow below the folder. */
export function findFlowFiles(patterns: ReadonlyArray<string>, folder: string): ReadonlyArray<string> {
  const given = patterns.length === 0 ? [everyFlow] : patterns
  return [...new Set(given.flatMap((pattern) => filesOf(pattern, folder)))].toSorted()
}

function filesOf(pattern: string, folder: string): ReadonlyArray<string> {
  const path = resolve(folder, pattern)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return filesBelow(everyFlow, path)
  if (found !== undefined) return [flowFile(path, pattern)]
  const files = filesBelow(pattern, folder).filter((file) => file.endsWith(".flow.ts"))
  if (files.length === 0 && pattern !== everyFlow) throw new UsageError(`no flow file matches '${pattern}'`)
  return files
}

function flowFile(path: string, given: string): string {
  if (!path.endsWith(".flow.ts"))
    throw new UsageError(`'${given}' is no flow file: its name does not end with '.flow.ts'`)
  return path
}

function filesBelow(pattern: string, folder: string): ReadonlyArray<string> {
  return globSync(pattern, { cwd: folder, exclude: (name) => skippedFolders.has(name) }).map((file) =>
    resolve(folder, file),
  )
}
