import type { Diagnostic } from "@millrace/plan"
import type { Project } from "ts-morph"
import { durableByDefault } from "./1-load/durable-by-default.ts"
import { loadModule, makeSourceProject } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { checkRules } from "./2-analyze/rules/check-rules.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import type { RunnerModule } from "./3-lower/runner-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import type { PassName } from "./4-optimize/pass-names.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { typeDiagnostics } from "./6-check/check-types.ts"
import type { KeptTypes } from "./6-check/durable/check-kept-types.ts"
import { makeKeptTypes } from "./6-check/durable/check-kept-types.ts"
import type { OpenProjects } from "./6-check/open-projects.ts"
import { openProjects } from "./6-check/open-projects.ts"
import { makeSmallResults } from "./6-check/small-results.ts"
import { applyLevels } from "./config/apply-config.ts"
import type { FileAccess } from "./file-access.ts"
import { diskFiles } from "./file-access.ts"
import { isRefused, mergeDiagnostics } from "./merge-diagnostics.ts"
import type { OwnDiagnostics } from "./merge-diagnostics.ts"
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
  /** Whether flows that do not say so themselves are durable. @default false */
  readonly durable?: boolean
  /** The optimization passes that are left out. @default none */
  readonly without?: ReadonlySet<PassName>
  /** What evaluates modules of schemas. @default nothing does */
  readonly compileSchemas?: CompileSchemas
}

/** What generating files needs of what is open for all of them. */
export interface Generating extends Pick<GenerateOptions, "compileSchemas" | "durable" | "without"> {
  readonly access: FileAccess
  readonly project: Project
  /** The type checker; a file that it does not know has no mistakes and no types. */
  readonly checker: OpenProjects | undefined
}

/**
 * Generates the runners of flow files, given by their absolute paths, without a configuration. Nothing is written, and
 * nothing of the author's runs, unless `compileSchemas` evaluates modules of schemas.
 *
 * @since 0.1.0
 */
export function generate(files: ReadonlyArray<string>, options: GenerateOptions = {}): ReadonlyArray<GeneratedFile> {
  return compileFiles(files, options).map((file) => applyLevels(file, new Map()))
}

/**
 * Compiles flow files. Levels and suppressions are not applied yet: there is a runner unless an error stands in the way
 * that neither can take away.
 */
export function compileFiles(
  files: ReadonlyArray<string>,
  { access = diskFiles, isChecked = true, ...options }: GenerateOptions = {},
): ReadonlyArray<GeneratedFile> {
  const existing = isChecked ? files.filter(access.fileExists) : []
  using checker = existing.length === 0 ? undefined : openProjects(existing, access)
  return generateFiles(files, { ...options, access, project: makeSourceProject({ files: access }), checker })
}

/** Compiles flow files with what is open for them; levels and suppressions are not applied yet. */
export function generateFiles(files: ReadonlyArray<string>, generating: Generating): ReadonlyArray<GeneratedFile> {
  const { project, checker, access, compileSchemas, without } = generating
  const lowered = files.map((file) => lowerFile(file, generating))
  const modules = lowered.flatMap(({ file, module }) => (module === undefined ? [] : [{ file, module }]))
  // Schemas are evaluated in a process of their own, meanwhile types are checked.
  const answersOf = compileSchemas === undefined ? undefined : answersFor(modules, { project, compileSchemas })
  const checkKeptTypes = checker === undefined ? undefined : makeKeptTypes(checker)
  const checked = lowered.map(({ file, module, kept, found }) => {
    const types = typeDiagnostics(file, checker?.mistakesIn(file) ?? [], access)
    const keeping = kept === undefined ? [] : (checkKeptTypes?.(file, kept) ?? [])
    const own = { ...found, analyzing: [...found.analyzing, ...keeping] }
    return { file, module, diagnostics: mergeDiagnostics(own, types, file) }
  })
  const answers = answersOf?.()
  const areSmallResults = checker === undefined ? undefined : makeSmallResults(checker)
  return checked.map(({ file, module, diagnostics }) => {
    if (module === undefined || isRefused(diagnostics)) return { file, diagnostics }
    const known = answers?.get(file) ?? {}
    const optimized = optimizeModule(useAnswers(module, known), {
      ...(without !== undefined && { without }),
      ...(areSmallResults !== undefined && { areSmall: (results) => areSmallResults(file, results) }),
    })
    const { text: runner, map } = emitModule(optimized)
    const schemas = emitSchemas(module, known)
    return { file, runner, map, ...(schemas === undefined ? {} : { schemas }), diagnostics }
  })
}

/** What was found in a flow file before its types were checked, and what it was lowered to. */
interface LoweredFile {
  readonly file: string
  readonly found: OwnDiagnostics
  readonly module: RunnerModule | undefined
  /** What a journal keeps, where a flow is durable; its types are looked at when types are known. */
  readonly kept?: KeptTypes
}

function lowerFile(file: string, { project, durable, without }: Generating): LoweredFile {
  const { module: read, diagnostics: loading } = loadModule(file, project)
  const module = durable === true && read !== undefined ? durableByDefault(read) : read
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  // Rules are about flows that have runners: what follows from a mistake would hide it.
  const isReadable = module !== undefined && facts !== undefined && !isRefused(analyzing)
  const ruling = isReadable ? checkRules(module, facts) : []
  const found = { loading, analyzing: [...analyzing, ...ruling] }
  if (module === undefined || facts === undefined || isRefused(mergeDiagnostics(found, [], file))) {
    return { file, found, module: undefined }
  }
  const isInlining = without?.has("inline-mappings") !== true
  const isDurable = module.flows.some(({ plan }) => plan.durable === true)
  const kept = isDurable ? { kept: { module, lambdas: facts.lambdas } } : {}
  return { file, found, module: lowerModule(module, facts, { isInlining }), ...kept }
}
