import type { FileAccess } from "../../file-access.ts"
import { declaresForAll } from "../declares-for-all.ts"
import { makeImportClosure } from "../import-closure.ts"
import type { Answer, RecordedFiles } from "./recorded-files.ts"
import { missing } from "./recorded-files.ts"

/** What tells which flow files a changed module concerns. */
export interface Dependencies {
  /** The files that each module of the project imports. */
  readonly imports: Readonly<Record<string, ReadonlyArray<string>>>
  /** The modules of the project that declare something for files that do not import them. */
  readonly ambient: ReadonlyArray<string>
}

/** Finds how the modules that have been read depend on one another. */
export function dependenciesOf(recorded: RecordedFiles): Dependencies {
  const { direct } = makeImportClosure(recorded)
  const own = recorded.filesRead().filter(isOwnModule)
  return {
    imports: Object.fromEntries(own.map((path) => [path, direct(path)])),
    ambient: own.filter((path) => declaresForAll(recorded.readFile(path))),
  }
}

/**
 * Gives which of the flow files changed answers concern, or nothing where they may concern all.
 *
 * **Details**
 *
 * Only the text of a module of the project can concern some and not others: those that import it, directly or through
 * others. Everything else that was asked of the file system concerns all: which files there are, options, packages. So
 * does a module that declares something for all, before or now, and one that imports other files than it did, for these
 * may declare something.
 */
export function affectedFiles(
  flowFiles: ReadonlyArray<string>,
  { changed, dependencies, files }: Changes,
): ReadonlyArray<string> | undefined {
  const { imports, ambient } = dependencies
  const { direct } = makeImportClosure(files)
  const paths = new Set(changed.map(([, path]) => path))
  const isConfined = changed.every(([kind, path, answer]) => {
    const text = kind === "r" && answer !== missing && isOwnModule(path) ? files.readFile(path) : undefined
    if (text === undefined || declaresForAll(text) || ambient.includes(path)) return false
    return isSame(imports[path] ?? [], direct(path))
  })
  return isConfined ? flowFiles.filter((file) => reaches(file, paths, imports)) : undefined
}

/** Answers that are not what they were, what was known of modules then, and how the file system answers now. */
interface Changes {
  readonly changed: ReadonlyArray<Answer>
  readonly dependencies: Dependencies
  readonly files: FileAccess
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
  return /\.[cm]?[jt]sx?$/.test(path) && !path.includes("/node_modules/")
}

function isSame(a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index])
}
