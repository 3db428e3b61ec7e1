import type { Diagnostic } from "@millrace/plan"
import type { Project } from "ts-morph"
import { loadModule, makeSourceProject } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { checkTypes } from "./6-check/check-types.ts"
import type { FileAccess } from "./file-access.ts"
import { diskFiles } from "./file-access.ts"
import { hasErrors, mergeDiagnostics } from "./merge-diagnostics.ts"

/** What came of one flow file: the text of its runner with its source map, unless an error stands in the way. */
export interface GeneratedFile {
  readonly file: string
  readonly runner?: string
  /** The source map from the runner to the flow file, as JSON. It is there where the runner is. */
  readonly map?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/** How runners are generated. */
export interface GenerateOptions {
  /** What files are read through. @default the disk */
  readonly access?: FileAccess
  /** Whether the type checker is asked; a runner of a flow with type errors may fail in any way. @default true */
  readonly isChecked?: boolean
}

/**
 * Generates the runners of flow files, given by their absolute paths. Nothing is written, and nothing of the author's runs.
 *
 * @since 0.1.0
 */
export function generate(
  files: ReadonlyArray<string>,
  { access = diskFiles, isChecked = true }: GenerateOptions = {},
): ReadonlyArray<GeneratedFile> {
  const types = isChecked ? checkTypes(files, access) : []
  const project = makeSourceProject({ files: access })
  return files.map((file) => generateFile(file, types, project))
}

/** Generates the runner of one flow file, of which the type checker has been asked. */
export function generateFile(file: string, types: ReadonlyArray<Diagnostic>, project: Project): GeneratedFile {
  const { module, diagnostics: loading } = loadModule(file, project)
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  const diagnostics = mergeDiagnostics({ loading, analyzing }, types, file)
  if (module === undefined || facts === undefined || hasErrors(diagnostics)) return { file, diagnostics }
  const { text, map } = emitModule(optimizeModule(lowerModule(module, facts)))
  return { file, runner: text, map, diagnostics }
}
