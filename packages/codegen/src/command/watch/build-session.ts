import { makeSourceProject } from "../../1-load/load-module.ts"
import type { FileChanges, OpenProjects } from "../../6-check/open-projects.ts"
import { openProjects } from "../../6-check/open-projects.ts"
import type { ResolvedConfig } from "../../config/resolved-config.ts"
import { diskFiles } from "../../file-access.ts"
import type { GeneratedFile } from "../../generate.ts"
import { generateFiles } from "../../generate.ts"
import { makeSchemaCompiler } from "../../schemas/compile-schemas.ts"
import type { CompileSchemas } from "../../schemas/schema-answer.ts"
import type { RecordedFiles } from "../cache/recorded-files.ts"
import { recordFiles } from "../cache/recorded-files.ts"
import { declaresForAll } from "../declares-for-all.ts"
import type { ImportClosure } from "../import-closure.ts"
import { makeImportClosure } from "../import-closure.ts"

/** Gives what is configured for a flow file. */
export type ConfigOf = (file: string) => Pick<ResolvedConfig, "schemas" | "durable" | "without">

/**
 * Compiles flow files again and again, with the type checker kept running.
 *
 * **Details**
 *
 * A flow is compiled again when a file has changed that it imports, directly or through others. A change of anything else
 * that an answer depended on (a declaration that holds everywhere, a file that is taken before another) concerns every
 * flow; one of a description of a project or package begins anew.
 */
export interface BuildSession extends Disposable {
  /** Compiles these flow files where something has changed for them, and gives what came of those. */
  readonly build: (
    files: ReadonlyArray<string>,
    changes: FileChanges,
    configOf: ConfigOf,
  ) => ReadonlyArray<GeneratedFile>
  /** Says whether a path matters to what was compiled. */
  readonly dependsOn: (path: string) => boolean
  /** The files that a compiled flow file imports, directly or through others, itself included. */
  readonly importsOf: (file: string) => ReadonlySet<string>
  /** The files that were read, those of packages in `node_modules` left out. */
  readonly filesRead: () => ReadonlyArray<string>
}

interface Warm {
  readonly files: RecordedFiles
  readonly checker: OpenProjects
  /** The flow files that were compiled, with what each of them imports. */
  readonly closures: Map<string, ReadonlySet<string>>
}

/** Makes a session in which nothing is compiled yet. */
export function makeBuildSession(): BuildSession {
  let warm: Warm | undefined
  let compileSchemas = makeSchemaCompiler()
  const end = (): void => {
    warm?.checker[Symbol.dispose]()
    warm = undefined
    // Installed packages may be others now.
    compileSchemas = makeSchemaCompiler()
  }
  return {
    build: (files, changes, configOf) => {
      if (warm !== undefined && isAnew(changes, warm)) end()
      let concernsAll = false
      try {
        if (warm === undefined) {
          warm = open(files)
        } else {
          concernsAll = takeIn(changes, warm)
        }
        const outside = files.some((file) => warm?.files.fileExists(file) === true && !warm.checker.has(file))
        if (outside && warm.closures.size > 0) {
          end()
          const recorded = recordFiles(diskFiles)
          warm = {
            files: recorded,
            checker: openProjects(files.filter(recorded.fileExists), recorded),
            closures: new Map(),
          }
        }
        return compileAffected(files, concernsAll ? undefined : changes, { ...warm, configOf, compileSchemas })
      } catch (error) {
        end()
        throw error
      }
    },
    dependsOn: (path) => warm?.files.dependsOn(path) ?? true,
    importsOf: (file) => warm?.closures.get(file) ?? new Set([file]),
    filesRead: () => (warm?.files.filesRead() ?? []).filter((path) => !path.includes("/node_modules/")),
    [Symbol.dispose]: end,
  }
}

function open(files: ReadonlyArray<string>): Warm {
  const recorded = recordFiles(diskFiles)
  return { files: recorded, checker: openProjects(files.filter(recorded.fileExists), recorded), closures: new Map() }
}

/** Says whether changes may be of options or of installed packages; data that a flow imports is neither. */
function isAnew({ changed, created, deleted }: FileChanges, { closures }: Warm): boolean {
  const isImported = (path: string): boolean => [...closures.values()].some((closure) => closure.has(path))
  return [...changed, ...created, ...deleted].some((path) => /\.(?:json|yaml)$/.test(path) && !isImported(path))
}

/** Takes in changes, and says whether they may concern files that do not import what has changed. */
function takeIn({ changed, created, deleted }: FileChanges, { files, checker, closures }: Warm): boolean {
  const imported = new Set([...closures.values()].flatMap((closure) => [...closure]))
  const isStrange = (path: string): boolean => !imported.has(path) && !path.endsWith(".flow.ts")
  const isAmbient = (path: string): boolean => declaresForAll(files.readFile(path))
  const others = [...changed, ...created, ...deleted].filter(isStrange)
  const concernedAll = others.some(isAmbient) || created.some((path) => isStrange(path) && files.isAsked(path))
  for (const path of [...changed, ...created, ...deleted]) files.forget(path)
  checker.update({ changed, created, deleted })
  return concernedAll || others.some(isAmbient)
}

interface Compiling {
  readonly configOf: ConfigOf
  readonly compileSchemas: CompileSchemas
}

/** Compiles what changes concern, or everything. */
function compileAffected(
  files: ReadonlyArray<string>,
  changes: FileChanges | undefined,
  { files: read, checker, closures, configOf, compileSchemas }: Warm & Compiling,
): ReadonlyArray<GeneratedFile> {
  for (const file of closures.keys()) if (!files.includes(file)) closures.delete(file)
  const paths = changes && [...changes.changed, ...changes.created, ...changes.deleted]
  const affected = files.filter((file) => {
    const closure = closures.get(file)
    return closure === undefined || paths === undefined || paths.some((path) => closure.has(path))
  })
  const project = makeSourceProject({ files: read })
  const closure: ImportClosure = makeImportClosure(read)
  const generated = groupsOf(affected, configOf).flatMap(({ group, schemas, durable, without }) => {
    const schemaOptions = schemas === "compiled" ? { compileSchemas } : {}
    return generateFiles(group, { project, checker, access: read, durable, without, ...schemaOptions })
  })
  for (const file of affected) closures.set(file, closure.of(file))
  return generated
}

interface Group extends ReturnType<ConfigOf> {
  readonly group: ReadonlyArray<string>
}

/** Puts files together that are compiled in the same way. A bundler may take them from projects with other configurations. */
function groupsOf(files: ReadonlyArray<string>, configOf: ConfigOf): ReadonlyArray<Group> {
  const groups = new Map<string, Group>()
  for (const file of files) {
    const { schemas, durable, without } = configOf(file)
    const key = [schemas, durable, ...without].join()
    groups.set(key, { schemas, durable, without, group: [...(groups.get(key)?.group ?? []), file] })
  }
  return [...groups.values()]
}
