import type { Diagnostic } from "@millrace/plan"
import type { Project } from "ts-morph"
import { loadModule, makeSourceProject } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import type { PassName } from "./4-optimize/pass-names.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { typeDiagnostics } from "./6-check/check-types.ts"
import type { OpenProjects } from "./6-check/open-projects.ts"
import { openProjects } from "./6-check/open-projects.ts"
import { areSmallResults } from "./6-check/small-results.ts"
import type { FileAccess } from "./file-access.ts"
import { diskFiles } from "./file-access.ts"
import { hasErrors, mergeDiagnostics } from "./merge-diagnostics.ts"

/** What came of one flow file: the text of its runner, unless an error stands in the way. */
export interface GeneratedFile {
  readonly file: string
  readonly runner?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/** How runners are generated. */
export interface GenerateOptions {
  /** The optimization passes that are left out. */
  readonly without?: ReadonlySet<PassName>
}

/** What generating one file needs of what is open for all of them. */
export interface Generating extends GenerateOptions {
  readonly project: Project
  /** The type checker; a file that it does not know has no mistakes and no types. */
  readonly checker: OpenProjects | undefined
  readonly access: FileAccess
}

/**
 * Generates the runners of flow files, given by their absolute paths. Nothing is written, and nothing of the author's runs.
 *
 * @since 0.1.0
 */
export function generate(
  files: ReadonlyArray<string>,
  access: FileAccess = diskFiles,
  options: GenerateOptions = {},
): ReadonlyArray<GeneratedFile> {
  const existing = files.filter(access.fileExists)
  using checker = existing.length === 0 ? undefined : openProjects(existing, access)
  const project = makeSourceProject({ files: access })
  return files.map((file) => generateFile(file, { ...options, project, checker, access }))
}

/** Generates the runner of one flow file. */
export function generateFile(file: string, { project, checker, access, without }: Generating): GeneratedFile {
  const types = typeDiagnostics(file, checker?.mistakesIn(file) ?? [], access)
  const { module, diagnostics: loading } = loadModule(file, project)
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  const diagnostics = mergeDiagnostics({ loading, analyzing }, types, file)
  if (module === undefined || facts === undefined || hasErrors(diagnostics)) return { file, diagnostics }
  const optimized = optimizeModule(
    lowerModule(module, facts, { isInlining: without?.has("inline-mappings") !== true }),
    {
      ...(without !== undefined && { without }),
      ...(checker !== undefined && { areSmall: (results) => areSmallResults(file, results, checker) }),
    },
  )
  return { file, runner: emitModule(optimized), diagnostics }
}
