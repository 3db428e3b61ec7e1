import { dirname, join } from "node:path"
import type { Checker, Diagnostic as TypeMistake, Program, Project, Snapshot, Type } from "typescript/unstable/sync"
import type { FileSystem } from "typescript/unstable/fs"
import { API, DiagnosticCategory } from "typescript/unstable/sync"
import type { FileAccess } from "../file-access.ts"
import type { OpenChecker } from "./end-checker.ts"
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

interface Opened {
  readonly checker: API
  /** The `tsconfig.json` files of its projects. */
  readonly configs: ReadonlyArray<string>
  snapshot: Snapshot
}

/** Starts the checker and opens the projects that these files belong to; it reads through the access it is given. */
export function openProjects(files: ReadonlyArray<string>, access: FileAccess): OpenProjects {
  const { main, strays } = openConfigured(files, access)
  const opened: Array<Opened> = [main]
  for (const config of new Set(strays.map((file) => configFor(file, access)))) {
    const members = strays.filter((file) => configFor(file, access) === config)
    opened.push(openStrays(config, members, access))
  }
  const projectOf = (file: string): Project | undefined => {
    for (const { configs, snapshot } of opened) {
      for (const config of configs) {
        const project = snapshot.getProject(config)
        if (project?.program.getSourceFileMetadata(file) !== undefined) return project
      }
    }
    return undefined
  }
  return {
    mistakesIn: (file) => mistakesOf(file, projectOf(file)?.program),
    typeArgumentsAt: (file, positions) => typeArgumentsAt(file, positions, projectOf(file)?.checker),
    has: (file) => projectOf(file) !== undefined,
    update: ({ changed, created, deleted }) => {
      for (const each of opened) {
        const { snapshot } = each
        const fileChanges = { changed: [...changed], created: [...created], deleted: [...deleted] }
        each.snapshot = each.checker.updateSnapshot({ fileChanges })
        snapshot.dispose()
      }
    },
    [Symbol.dispose]: () => {
      for (const each of opened) endChecker(each satisfies OpenChecker)
    },
  }
}

/**
 * Opens the files to learn their projects, and then the projects in their place: what an open file holds would be an
 * editor's, which no change on disk can touch.
 */
function openConfigured(
  files: ReadonlyArray<string>,
  access: FileAccess,
): { readonly main: Opened; readonly strays: ReadonlyArray<string> } {
  const checker = new API({ fs: throughAccess(access) })
  const byFile = checker.updateSnapshot({ openFiles: [...files] })
  const configOf = new Map<string, string>()
  for (const file of files) {
    const config = byFile.getDefaultProjectForFile(file)?.configFileName
    if (config !== undefined && access.fileExists(config)) configOf.set(file, config)
  }
  const configs = [...new Set(configOf.values())]
  const snapshot = checker.updateSnapshot({ openProjects: configs, closeFiles: [...files] })
  byFile.dispose()
  return { main: { checker, configs, snapshot }, strays: files.filter((file) => !configOf.has(file)) }
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

/** Opens a project for files that belong to none; its configuration exists only in the answers to the checker. */
function openStrays(config: string, files: ReadonlyArray<string>, access: FileAccess): Opened {
  const isFound = config.endsWith("tsconfig.json")
  const path = join(isFound ? dirname(config) : config, "tsconfig.millrace-check.json")
  const text = JSON.stringify({
    ...(isFound && { extends: config }),
    compilerOptions: { ...(!isFound && defaults), ...always },
    files,
    include: [],
    exclude: [],
    references: [],
  })
  const checker = new API({
    fs: throughAccess({
      ...access,
      readFile: (asked) => (asked === path ? text : access.readFile(asked)),
      fileExists: (asked) => asked === path || access.fileExists(asked),
    }),
  })
  return { checker, configs: [path], snapshot: checker.updateSnapshot({ openProjects: [path] }) }
}
