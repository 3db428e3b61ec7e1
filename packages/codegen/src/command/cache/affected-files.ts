import { join } from "node:path"
import type { FileAccess, FolderEntries } from "../../file-access.ts"
import { declaresForAll } from "../declares-for-all.ts"
import { makeImportClosure } from "../import-closure.ts"
import type { Answer, RecordedFiles } from "./recorded-files.ts"
import { missing, withoutRunners } from "./recorded-files.ts"

/** What tells which flow files a changed module concerns. */
export interface Dependencies {
  /** The files that each module of the project imports. */
  readonly imports: Readonly<Record<string, ReadonlyArray<string>>>
  /** The modules of the project that declare something for files that do not import them. */
  readonly ambient: ReadonlyArray<string>
  /** What the folders hold of which that was asked. */
  readonly folders: Readonly<Record<string, FolderEntries>>
}

/** Finds how the modules that have been read depend on one another. */
export function dependenciesOf(recorded: RecordedFiles): Dependencies {
  const { direct } = makeImportClosure(recorded)
  const own = recorded.filesRead().filter(isOwnModule)
  const folders = recorded.answers().flatMap(([kind, path]) => {
    const entries = kind === "e" && !isInstalled(path) ? recorded.entries(path) : undefined
    return entries === undefined ? [] : [[path, entries] as const]
  })
  return {
    imports: Object.fromEntries(own.map((path) => [path, direct(path)])),
    ambient: own.filter((path) => declaresForAll(recorded.readFile(path))),
    folders: Object.fromEntries(folders),
  }
}

/** Answers that are not what they were, what was known of modules then, and how the file system answers now. */
export interface Changes {
  readonly changed: ReadonlyArray<Answer>
  readonly dependencies: Dependencies
  readonly files: FileAccess
}

/**
 * Gives which of the flow files changed answers concern, or nothing where they may concern all.
 *
 * **Details**
 *
 * Two changes do not concern all:
 * - the text of a module of the project, which concerns those that import it, directly or through others;
 * - a new module in a folder that is there, which concerns none that was compiled before.
 *
 * Both only where the module declares nothing for all, before or now, and brings no files to the project that may: a changed
 * one imports the files that it did, a new one such that are known. Everything else that was asked of the file system
 * concerns all: where modules are found, options, packages.
 */
export function affectedFiles(flowFiles: ReadonlyArray<string>, changes: Changes): ReadonlyArray<string> | undefined {
  const { changed, dependencies, files } = changes
  const { imports, ambient } = dependencies
  const { direct } = makeImportClosure(files)
  const added = addedModules(changes)
  if (added === undefined) return undefined
  const known = new Set([...Object.entries(imports).flatMap(([path, imported]) => [path, ...imported]), ...added])
  const isNewConfined = (path: string): boolean =>
    !declaresForAll(files.readFile(path)) && direct(path).every((imported) => known.has(imported))
  const texts = changed.filter(([kind]) => kind !== "e")
  const isTextConfined = ([kind, path, answer]: Answer): boolean => {
    const text = kind === "r" && answer !== missing && isOwnModule(path) ? files.readFile(path) : undefined
    if (text === undefined || declaresForAll(text) || ambient.includes(path)) return false
    return isSame(imports[path] ?? [], direct(path))
  }
  if (!added.every(isNewConfined) || !texts.every(isTextConfined)) return undefined
  const paths = new Set(texts.map(([, path]) => path))
  return flowFiles.filter((file) => reaches(file, paths, imports))
}

/** Gives the modules that are new in folders that have changed, or nothing where a folder has changed otherwise. */
function addedModules({ changed, dependencies, files }: Changes): ReadonlyArray<string> | undefined {
  const added: Array<string> = []
  for (const [kind, path] of changed) {
    if (kind !== "e") continue
    const before = dependencies.folders[path]
    const now = withoutRunners(files.entries(path))
    if (before === undefined || now === undefined || !isSame(before.directories, now.directories)) return undefined
    const names = new Set(before.files)
    added.push(...now.files.filter((name) => !names.has(name)).map((name) => join(path, name)))
  }
  return added.filter(isOwnModule)
}

function reaches(file: string, paths: ReadonlySet<string>, imports: Dependencies["imports"]): boolean {
  const seen = new Set([file])
  // A set gives what is added while it is gone through.
  for (const each of seen) {
    if (paths.has(each)) return true
    for (const imported of imports[each] ?? []) seen.add(imported)
  }
  return false
}

function isOwnModule(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !isInstalled(path)
}

function isInstalled(path: string): boolean {
  return path.includes("/node_modules/")
}

function isSame(a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
}
