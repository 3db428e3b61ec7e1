import type { Diagnostic } from "@millrace/plan"
import type { Project } from "ts-morph"
import { loadModule, makeSourceProject } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { checkRules } from "./2-analyze/rules/check-rules.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { checkTypes } from "./6-check/check-types.ts"
import { applyConfig } from "./config/apply-config.ts"
import type { FileAccess } from "./file-access.ts"
import { diskFiles } from "./file-access.ts"
import { isRefused, mergeDiagnostics } from "./merge-diagnostics.ts"

/** What came of one flow file: the text of its runner, unless an error stands in the way. */
export interface GeneratedFile {
  readonly file: string
  readonly runner?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/**
 * Generates the runners of flow files, given by their absolute paths, without a configuration. Nothing is written, and
 * nothing of the author's runs.
 *
 * @since 0.1.0
 */
export function generate(files: ReadonlyArray<string>): ReadonlyArray<GeneratedFile> {
  return compileFiles(files).map((file) => applyConfig(file, { levels: new Map() }))
}

/**
 * Compiles flow files. Levels and suppressions are not applied yet: there is a runner unless an error stands in the way
 * that neither can take away.
 */
export function compileFiles(
  files: ReadonlyArray<string>,
  access: FileAccess = diskFiles,
): ReadonlyArray<GeneratedFile> {
  const types = checkTypes(files, access)
  const project = makeSourceProject({ files: access })
  return files.map((file) => compileFile(file, types, project))
}

/** Compiles one flow file, of which the type checker has been asked. */
export function compileFile(file: string, types: ReadonlyArray<Diagnostic>, project: Project): GeneratedFile {
  const { module, diagnostics: loading } = loadModule(file, project)
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  // Rules are about flows that have runners: what follows from a mistake would hide it.
  const isReadable = module !== undefined && facts !== undefined && !isRefused(analyzing)
  const ruling = isReadable ? checkRules(module, facts) : []
  const diagnostics = mergeDiagnostics({ loading, analyzing: [...analyzing, ...ruling] }, types, file)
  if (module === undefined || facts === undefined || isRefused(diagnostics)) return { file, diagnostics }
  return { file, runner: emitModule(optimizeModule(lowerModule(module, facts))), diagnostics }
}
