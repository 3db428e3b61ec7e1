import type { Diagnostic } from "@millrace/plan"
import type { Project } from "ts-morph"
import { loadModule, makeSourceProject } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { checkRules } from "./2-analyze/rules/check-rules.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import type { RunnerModule } from "./3-lower/runner-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { checkTypes } from "./6-check/check-types.ts"
import { applyConfig } from "./config/apply-config.ts"
import type { FileAccess } from "./file-access.ts"
import { diskFiles } from "./file-access.ts"
import { isRefused, mergeDiagnostics } from "./merge-diagnostics.ts"
import { answersFor } from "./schemas/answers-for.ts"
import { emitSchemas } from "./schemas/emit-schemas.ts"
import type { CompileSchemas } from "./schemas/schema-answer.ts"
import { useAnswers } from "./schemas/use-answers.ts"

/** What came of one flow file: the text of its runner, unless an error stands in the way. */
export interface GeneratedFile {
  readonly file: string
  readonly runner?: string
  /** What effect's compiler made of its input schemas, for a module beside the runner. */
  readonly schemas?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/**
 * Generates the runners of flow files, given by their absolute paths, without a configuration. Nothing is written, and
 * nothing of the author's runs, unless `compileSchemas` evaluates modules of schemas.
 *
 * @since 0.1.0
 */
export function generate(
  files: ReadonlyArray<string>,
  access: FileAccess = diskFiles,
  compileSchemas?: CompileSchemas,
): ReadonlyArray<GeneratedFile> {
  return compileFiles(files, access, compileSchemas).map((file) => applyConfig(file, { levels: new Map() }))
}

/**
 * Compiles flow files. Levels and suppressions are not applied yet: there is a runner unless an error stands in the way
 * that neither can take away.
 */
export function compileFiles(
  files: ReadonlyArray<string>,
  access: FileAccess = diskFiles,
  compileSchemas?: CompileSchemas,
): ReadonlyArray<GeneratedFile> {
  const types = checkTypes(files, access)
  return compileChecked(files, () => types, { project: makeSourceProject({ files: access }), compileSchemas })
}

/** What flow files are read with, and what compiles their schemas, where something does. */
export interface CompileOptions {
  readonly project: Project
  readonly compileSchemas: CompileSchemas | undefined
}

/** Compiles flow files of which the type checker has been asked. */
export function compileChecked(
  files: ReadonlyArray<string>,
  typesOf: (file: string) => ReadonlyArray<Diagnostic>,
  { project, compileSchemas }: CompileOptions,
): ReadonlyArray<GeneratedFile> {
  const lowered = files.map((file) => lowerFile(file, typesOf(file), project))
  const modules = lowered.flatMap(({ file, module }) => (module === undefined ? [] : [{ file, module }]))
  const answers = compileSchemas === undefined ? undefined : answersFor(modules, { project, compileSchemas })
  return lowered.map(({ file, module, diagnostics }) => {
    if (module === undefined) return { file, diagnostics }
    const known = answers?.get(file) ?? {}
    const runner = emitModule(optimizeModule(useAnswers(module, known)))
    const schemas = emitSchemas(module, known)
    return { file, runner, ...(schemas === undefined ? {} : { schemas }), diagnostics }
  })
}

function lowerFile(
  file: string,
  types: ReadonlyArray<Diagnostic>,
  project: Project,
): { readonly file: string; readonly module?: RunnerModule; readonly diagnostics: ReadonlyArray<Diagnostic> } {
  const { module, diagnostics: loading } = loadModule(file, project)
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  // Rules are about flows that have runners: what follows from a mistake would hide it.
  const isReadable = module !== undefined && facts !== undefined && !isRefused(analyzing)
  const ruling = isReadable ? checkRules(module, facts) : []
  const diagnostics = mergeDiagnostics({ loading, analyzing: [...analyzing, ...ruling] }, types, file)
  if (module === undefined || facts === undefined || isRefused(diagnostics)) return { file, diagnostics }
  return { file, module: lowerModule(module, facts), diagnostics }
}
