import { globSync, statSync } from "node:fs"
import { resolve } from "node:path"
import type { ResolvedConfig } from "../config/resolved-config.ts"
import { everyFlow } from "../config/resolved-config.ts"
import { isBelow } from "./report/shown-path.ts"
import { UsageError } from "./usage-error.ts"

const skippedFolders: ReadonlyArray<string> = ["**/node_modules", "**/dist", "**/.git"]

/**
 * Finds the flow files that arguments name: files, folders or globs; without any, every flow below the folder.
 *
 * **Details**
 *
 * In folders, and without arguments, those are the ones that the configuration includes. What it excludes is found only
 * where it is named as a file.
 */
export function findFlowFiles(
  patterns: ReadonlyArray<string>,
  folder: string,
  config: ResolvedConfig,
): ReadonlyArray<string> {
  const found =
    patterns.length === 0 ? included(folder, config) : patterns.flatMap((pattern) => filesOf(pattern, folder, config))
  return [...new Set(found)].toSorted()
}

function filesOf(pattern: string, folder: string, config: ResolvedConfig): ReadonlyArray<string> {
  const path = resolve(folder, pattern)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) return included(path, config)
  if (found !== undefined) return [flowFile(path, pattern)]
  const excluded = excludedBy(config)
  const files = filesBelow(pattern, folder).filter((file) => file.endsWith(".flow.ts") && !excluded.has(file))
  if (files.length === 0 && pattern !== everyFlow) throw new UsageError(`no flow file matches '${pattern}'`)
  return files
}

function flowFile(path: string, given: string): string {
  if (!path.endsWith(".flow.ts"))
    throw new UsageError(`'${given}' is no flow file: its name does not end with '.flow.ts'`)
  return path
}

/** Gives the flow files of a folder that the configuration includes; a folder above or beside its own has all of them. */
function included(folder: string, config: ResolvedConfig): ReadonlyArray<string> {
  if (config.file === undefined || !isBelow(folder, config.folder)) return filesBelow(everyFlow, folder)
  const excluded = excludedBy(config)
  return config.include
    .flatMap((pattern) => filesBelow(pattern, config.folder))
    .filter((file) => file.endsWith(".flow.ts") && isBelow(file, folder) && !excluded.has(file))
}

function excludedBy({ exclude, folder }: ResolvedConfig): ReadonlySet<string> {
  const globs = exclude.flatMap((pattern) => [pattern, `${pattern.replace(/\/+$/, "")}/**/*.flow.ts`])
  return new Set(globs.flatMap((pattern) => filesBelow(pattern, folder)))
}

function filesBelow(pattern: string, folder: string): ReadonlyArray<string> {
  return globSync(pattern, { cwd: folder, exclude: skippedFolders }).map((file) => resolve(folder, file))
}
