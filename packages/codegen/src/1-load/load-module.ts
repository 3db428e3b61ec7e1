import type { Diagnostic } from "@millrace/plan"
import type { Node, SourceFile } from "ts-morph"
import { Project, ts } from "ts-morph"
import type { FileAccess } from "../file-access.ts"
import { diskFiles } from "../file-access.ts"
import { findFlows } from "./find-flows.ts"
import { makeModuleSources } from "./module-sources.ts"
import { readOnlyHost } from "./read-only-host.ts"
import { readFlow } from "./read-flow.ts"
import type { Reader } from "./reader.ts"
import { diagnosticOf } from "./reader.ts"
import type { LoadedFlow, LoadedModule } from "./source-code.ts"
import { syntaxErrors } from "./syntax-errors.ts"

/** What came of reading a flow file: the module when nothing is wrong with it, and what there is to say. */
export interface LoadResult {
  readonly module?: LoadedModule
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/** Makes the project in which flow files are read: syntax only, no library files, no type checker. */
export function makeSourceProject(
  place: { readonly isInMemory: true } | { readonly files: FileAccess } = { files: diskFiles },
): Project {
  return new Project({
    ...("files" in place ? { fileSystem: readOnlyHost(place.files) } : { useInMemoryFileSystem: true }),
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true, noLib: true, noResolve: true, target: ts.ScriptTarget.ESNext },
  })
}

/**
 * Reads every flow that a file exports, from its syntax alone; nothing of the author's runs.
 *
 * **Details**
 *
 * Imported files are read where a constant or an activity's name is followed into them. A module with an error is not
 * given at all: a flow is read whole, or refused with what is in the way.
 */
export function loadModule(source: string | SourceFile, project: Project = makeSourceProject()): LoadResult {
  if (typeof source === "string") {
    const found = project.getFileSystem().fileExistsSync(source) ? project.addSourceFileAtPath(source) : undefined
    return found === undefined ? { diagnostics: [notFound(source)] } : loadFile(found)
  }
  return loadFile(source)
}

function loadFile(file: SourceFile): LoadResult {
  const invalid = syntaxErrors(file)
  if (invalid.length > 0) return { diagnostics: invalid }
  const diagnostics: Array<Diagnostic> = []
  const reader: Reader = {
    file,
    modules: makeModuleSources(file.getProject()),
    openBlocks: [],
    report: (mistake) => {
      const diagnostic = diagnosticOf(mistake)
      const isKnown = diagnostics.some(
        ({ code, span }) => code === diagnostic.code && span.start === diagnostic.span.start,
      )
      if (!isKnown) diagnostics.push(diagnostic)
      return undefined
    },
  }
  const flows = readFlows(reader)
  if (flows.length === 0 && diagnostics.every(({ level }) => level !== "error")) reportNone(reader)
  diagnostics.sort((a, b) => a.span.start - b.span.start)
  const isRefused = flows.length === 0 || diagnostics.some((each) => each.level === "error")
  return isRefused
    ? { diagnostics }
    : { module: Object.freeze({ file, flows: Object.freeze(flows), modules: reader.modules }), diagnostics }
}

function readFlows(reader: Reader): ReadonlyArray<LoadedFlow> {
  const flows: Array<LoadedFlow> = []
  for (const found of findFlows(reader)) {
    const flow = readFlow(found, reader)
    if (flow === undefined) continue
    const { name, span } = flow.plan
    const isTaken = flows.some(({ plan }) => plan.name === name && plan.span?.start !== span?.start)
    if (isTaken) reportDuplicate(flow, found.origin, reader)
    flows.push(flow)
  }
  return flows
}

function reportDuplicate(flow: LoadedFlow, origin: Node, reader: Reader): void {
  reader.report({
    code: "FLOW.NAME_DUPLICATE",
    node: origin,
    message: `flow '${flow.exportName}' has the name '${flow.plan.name}', which another flow of this file has`,
    fix: "give each flow a name of its own",
  })
}

function reportNone(reader: Reader): void {
  const [first] = reader.file.getStatements()
  reader.report({
    code: "FLOW.NONE_EXPORTED",
    node: first ?? reader.file,
    message: `'${reader.file.getBaseName()}' exports no flow`,
    fix: 'export one: import { flow } from "@millrace/dsl", then export const name = flow("name")...returns(...)',
  })
}

function notFound(path: string): Diagnostic {
  return {
    code: "FILE.NOT_FOUND",
    level: "error",
    message: `'${path}' does not exist`,
    span: { file: path, start: 0, end: 0, line: 1, column: 1 },
    fix: "give the path of a '.flow.ts' file",
  }
}
