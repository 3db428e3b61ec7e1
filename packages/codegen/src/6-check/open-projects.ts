import { existsSync } from "node:fs"
import { dirname, join } from "node:path"
import type { OpenChecker } from "./end-checker.ts"
import { endChecker } from "./end-checker.ts"
import type { Diagnostic as TypeMistake, Program, Snapshot } from "typescript/unstable/sync"
import { API, DiagnosticCategory } from "typescript/unstable/sync"

export type { TypeMistake }

/** The type checker with the projects of some files open. Closing it ends the checker's process. */
export interface OpenProjects extends Disposable {
  /** Gives the errors in one of the files. */
  readonly mistakesIn: (file: string) => ReadonlyArray<TypeMistake>
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

/** Starts the checker and opens the projects that these files belong to. */
export function openProjects(files: ReadonlyArray<string>): OpenProjects {
  const checkers: Array<OpenChecker> = []
  const programs = new Map<string, Program>()
  const open = (checker: API, what: { openFiles: Array<string> } | { openProjects: Array<string> }): Snapshot => {
    const snapshot = checker.updateSnapshot(what)
    checkers.push({ checker, snapshot })
    return snapshot
  }
  const snapshot = open(new API(), { openFiles: [...files] })
  const strays: Array<string> = []
  for (const file of files) {
    const project = snapshot.getDefaultProjectForFile(file)
    if (project === undefined || !existsSync(project.configFileName)) strays.push(file)
    else programs.set(file, project.program)
  }
  for (const config of new Set(strays.map(configFor))) {
    const members = strays.filter((file) => configFor(file) === config)
    const program = openStrays(config, members, open)
    for (const file of members) if (program !== undefined) programs.set(file, program)
  }
  return {
    mistakesIn: (file) => mistakesOf(file, programs.get(file)),
    [Symbol.dispose]: () => {
      for (const checker of checkers) endChecker(checker)
    },
  }
}

function mistakesOf(file: string, program: Program | undefined): ReadonlyArray<TypeMistake> {
  if (program === undefined) return []
  const syntactic = program.getSyntacticDiagnostics(file)
  const found = syntactic.length > 0 ? syntactic : program.getSemanticDiagnostics(file)
  return found.filter(({ category }) => category === DiagnosticCategory.Error)
}

/** Gives the nearest `tsconfig.json` above a file, or the file's folder when there is none. */
function configFor(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const config = join(folder, "tsconfig.json")
    if (existsSync(config)) return config
    if (dirname(folder) === folder) return dirname(file)
  }
}

/** Opens a project for files that belong to none; its configuration exists only in the answers to the checker. */
function openStrays(
  config: string,
  files: ReadonlyArray<string>,
  open: (checker: API, what: { openProjects: Array<string> }) => Snapshot,
): Program | undefined {
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
    fs: {
      readFile: (asked) => (asked === path ? text : undefined),
      fileExists: (asked) => (asked === path ? true : undefined),
    },
  })
  return open(checker, { openProjects: [path] }).getProjects()[0]?.program
}
