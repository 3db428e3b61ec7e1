import type { Diagnostic } from "@millrace/plan"
import type { Project } from "ts-morph"
import { loadModule, makeSourceProject } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import type { RunnerModule } from "./3-lower/runner-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { checkTypes } from "./6-check/check-types.ts"
import type { FileAccess } from "./file-access.ts"
import { diskFiles } from "./file-access.ts"
import { hasErrors, mergeDiagnostics } from "./merge-diagnostics.ts"
import { answersFor } from "./schemas/answers-for.ts"
import { emitSchemas } from "./schemas/emit-schemas.ts"
import type { CompileSchemas } from "./schemas/schema-answer.ts"
import { useAnswers } from "./schemas/use-answers.ts"

/** What came of one flow file: the text of its runner with its source map, unless an error stands in the way. */
export interface GeneratedFile {
  readonly file: string
  readonly runner?: string
  /** The source map from the runner to the flow file, as JSON. It is there where the runner is. */
  readonly map?: string
  /** What effect's compiler made of its input schemas, for a module beside the runner. */
  readonly schemas?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/** How runners are generated. */
export interface GenerateOptions {
  /** What files are read through. @default the disk */
  readonly access?: FileAccess
  /** Whether the type checker is asked; a runner of a flow with type errors may fail in any way. @default true */
  readonly isChecked?: boolean
  /** What evaluates modules of schemas. @default nothing does */
  readonly compileSchemas?: CompileSchemas
}

/**
 * Generates the runners of flow files, given by their absolute paths. Nothing is written, and nothing of the author's runs,
 * unless `compileSchemas` evaluates modules of schemas.
 *
 * @since 0.1.0
 */
export function generate(
  files: ReadonlyArray<string>,
  { access = diskFiles, isChecked = true, compileSchemas }: GenerateOptions = {},
): ReadonlyArray<GeneratedFile> {
  const types = isChecked ? checkTypes(files, access) : []
  return generateFiles(files, () => types, { project: makeSourceProject({ files: access }), compileSchemas })
}

/** What flow files are read with, and what compiles their schemas, where something does. */
export interface GenerateFilesOptions {
  readonly project: Project
  readonly compileSchemas: CompileSchemas | undefined
}

/** Generates the runners of flow files of which the type checker has been asked. */
export function generateFiles(
  files: ReadonlyArray<string>,
  typesOf: (file: string) => ReadonlyArray<Diagnostic>,
  { project, compileSchemas }: GenerateFilesOptions,
): ReadonlyArray<GeneratedFile> {
  const lowered = files.map((file) => lowerFile(file, typesOf(file), project))
  const modules = lowered.flatMap(({ file, module }) => (module === undefined ? [] : [{ file, module }]))
  const answers = compileSchemas === undefined ? undefined : answersFor(modules, { project, compileSchemas })
  return lowered.map(({ file, module, diagnostics }) => {
    if (module === undefined) return { file, diagnostics }
    const known = answers?.get(file) ?? {}
    const { text: runner, map } = emitModule(optimizeModule(useAnswers(module, known)))
    const schemas = emitSchemas(module, known)
    return { file, runner, map, ...(schemas === undefined ? {} : { schemas }), diagnostics }
  })
}

function lowerFile(
  file: string,
  types: ReadonlyArray<Diagnostic>,
  project: Project,
): { readonly file: string; readonly module?: RunnerModule; readonly diagnostics: ReadonlyArray<Diagnostic> } {
  const { module, diagnostics: loading } = loadModule(file, project)
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  const diagnostics = mergeDiagnostics({ loading, analyzing }, types, file)
  if (module === undefined || facts === undefined || hasErrors(diagnostics)) return { file, diagnostics }
  return { file, module: lowerModule(module, facts), diagnostics }
}
