import { dirname, join } from "node:path"
import type { Checker, Diagnostic as TypeMistake, Program, Project, Snapshot, Type } from "typescript/unstable/sync"
import type { FileSystem } from "typescript/unstable/fs"
import { API, DiagnosticCategory } from "typescript/unstable/sync"
import type { FileAccess } from "../file-access.ts"
import { endChecker } from "./end-checker.ts"

export type { TypeMistake }

/** Files that are not what they were, by their absolute paths. */
export interface FileChanges {
  readonly changed: ReadonlyArray<string>
  readonly created: ReadonlyArray<string>
  readonly deleted: ReadonlyArray<string>
}

/** The type checker with the projects of some files open. Closing it ends the checker's process. */
export interface OpenProjects extends Disposable {
  /** Gives the errors in a file; a file of no open project has none. */
  readonly mistakesIn: (file: string) => ReadonlyArray<TypeMistake>
  /** Gives the type of what ends at each of these places of a file, with its type arguments. */
  readonly typeArgumentsAt: (file: string, positions: ReadonlyArray<number>) => ReadonlyArray<ReadonlyArray<Type>>
  /** Gives the checker of the open project that a file belongs to; it is another one after an update. */
  readonly checkerOf: (file: string) => Checker | undefined
  /** Gives the configuration of the open project that a file belongs to. */
  readonly configOf: (file: string) => string | undefined
  /** Says whether a file belongs to an open project. */
  readonly has: (file: string) => boolean
  /** Takes in that files have changed. What does not depend on them is kept. */
  readonly update: (changes: FileChanges) => void
}

/** Options for files that belong to no project. */
const defaults = {
  strict: true,
  target: "es2023",
  module: "nodenext",
  moduleResolution: "nodenext",
  skipLibCheck: true,
}

/** What a check needs, whatever a project says otherwise. */
const always = {
  noEmit: true,
  allowImportingTsExtensions: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  rewriteRelativeImportExtensions: false,
  isolatedDeclarations: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
}

/** Starts the checker and opens the projects that these files belong to; it reads through the access it is given. */
export function openProjects(files: ReadonlyArray<string>, access: FileAccess): OpenProjects {
  // Configurations that exist only in the answers to the checker, by their paths.
  const made = new Map<string, string>()
  const checker = new API({ fs: throughAccess(withMade(access, made)) })
  const byFile = checker.updateSnapshot({ openFiles: [...files] })
  const { configs, strays } = projectsOf(files, byFile, access)
  for (const config of new Set(strays.map((file) => configFor(file, access)))) {
    const members = strays.filter((file) => configFor(file, access) === config)
    const { path, text } = strayConfig(config, members)
    made.set(path, text)
  }
  // Open files would be an editor's, which no change on disk can touch: the projects are opened in their place. All of them
  // in one checker, which reads what they share once.
  const all = [...configs, ...made.keys()]
  let snapshot = checker.updateSnapshot({ openProjects: all, closeFiles: [...files] })
  byFile.dispose()
  const known = new Map<string, Project | undefined>()
  const projectOf = (file: string): Project | undefined => {
    if (!known.has(file)) known.set(file, findProject(file))
    return known.get(file)
  }
  const findProject = (file: string): Project | undefined => {
    for (const config of all) {
      const project = snapshot.getProject(config)
      if (project?.program.getSourceFileMetadata(file) !== undefined) return project
    }
    return undefined
  }
  return {
    mistakesIn: (file) => mistakesOf(file, projectOf(file)?.program),
    typeArgumentsAt: (file, positions) => typeArgumentsAt(file, positions, projectOf(file)?.checker),
    checkerOf: (file) => projectOf(file)?.checker,
    configOf: (file) => projectOf(file)?.configFileName,
    has: (file) => projectOf(file) !== undefined,
    update: ({ changed, created, deleted }) => {
      const before = snapshot
      const fileChanges = { changed: [...changed], created: [...created], deleted: [...deleted] }
      snapshot = checker.updateSnapshot({ fileChanges })
      before.dispose()
      known.clear()
    },
    [Symbol.dispose]: () => endChecker({ checker, snapshot }),
  }
}

/** Gives the projects that open files belong to, and the files that belong to none. */
function projectsOf(
  files: ReadonlyArray<string>,
  byFile: Snapshot,
  access: FileAccess,
): { readonly configs: ReadonlyArray<string>; readonly strays: ReadonlyArray<string> } {
  const configOf = new Map<string, string>()
  for (const file of files) {
    const config = byFile.getDefaultProjectForFile(file)?.configFileName
    if (config !== undefined && access.fileExists(config)) configOf.set(file, config)
  }
  return { configs: [...new Set(configOf.values())], strays: files.filter((file) => !configOf.has(file)) }
}

function withMade(access: FileAccess, made: ReadonlyMap<string, string>): FileAccess {
  return {
    ...access,
    readFile: (path) => made.get(path) ?? access.readFile(path),
    fileExists: (path) => made.has(path) || access.fileExists(path),
  }
}

function throughAccess(access: FileAccess): FileSystem {
  return {
    readFile: (path) => withoutMark(access.readFile(path)) ?? null,
    fileExists: access.fileExists,
    directoryExists: access.directoryExists,
    getAccessibleEntries: (path) => {
      const { files, directories } = access.entries(path) ?? { files: [], directories: [] }
      return { files: [...files], directories: [...directories] }
    },
    realpath: access.realpath,
  }
}

function withoutMark(text: string | undefined): string | undefined {
  return text?.startsWith("\ufeff") ? text.slice(1) : text
}

function mistakesOf(file: string, program: Program | undefined): ReadonlyArray<TypeMistake> {
  if (program === undefined) return []
  const syntactic = program.getSyntacticDiagnostics(file)
  const found = syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(file)
  return found.filter(({ category }) => category === DiagnosticCategory.Error)
}

function typeArgumentsAt(
  file: string,
  positions: ReadonlyArray<number>,
  checker: Checker | undefined,
): ReadonlyArray<ReadonlyArray<Type>> {
  const types = checker?.getTypeAtPosition(file, positions) ?? []
  return positions.map((_, index) => {
    const type = types[index]
    return type?.isTypeReference() === true ? (checker?.getTypeArguments(type) ?? []) : []
  })
}

/** Gives the nearest `tsconfig.json` above a file, or the file's folder when there is none. */
function configFor(file: string, access: FileAccess): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const config = join(folder, "tsconfig.json")
    if (access.fileExists(config)) return config
    if (dirname(folder) === folder) return dirname(file)
  }
}

/** Makes the configuration of a project for files that belong to none. */
function strayConfig(config: string, files: ReadonlyArray<string>): { readonly path: string; readonly text: string } {
  const isFound = config.endsWith("tsconfig.json")
  const text = JSON.stringify({
    ...(isFound && { extends: config }),
    compilerOptions: { ...(!isFound && defaults), ...always },
    files,
    include: [],
    exclude: [],
    references: [],
  })
  return { path: join(isFound ? dirname(config) : config, "tsconfig.millrace-check.json"), text }
}
