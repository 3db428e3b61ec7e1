import type { Diagnostic } from "@millrace/plan"
import { loadModule } from "./1-load/load-module.ts"
import { analyzeModule } from "./2-analyze/analyze-module.ts"
import { lowerModule } from "./3-lower/lower-module.ts"
import { optimizeModule } from "./4-optimize/optimize.ts"
import { emitModule } from "./5-emit/emit-module.ts"
import { checkTypes } from "./6-check/check-types.ts"
import { hasErrors, mergeDiagnostics } from "./merge-diagnostics.ts"

/** What came of one flow file: the text of its runner, unless an error stands in the way. */
export interface GeneratedFile {
  readonly file: string
  readonly runner?: string
  readonly diagnostics: ReadonlyArray<Diagnostic>
}

/**
 * Generates the runners of flow files, given by their absolute paths. Nothing is written, and nothing of the author's runs.
 *
 * @since 0.1.0
 */
export function generate(files: ReadonlyArray<string>): ReadonlyArray<GeneratedFile> {
  const types = checkTypes(files)
  return files.map((file) => generateFile(file, types))
}

function generateFile(file: string, types: ReadonlyArray<Diagnostic>): GeneratedFile {
  const { module, diagnostics: loading } = loadModule(file)
  const { facts, diagnostics: analyzing } = module === undefined ? { diagnostics: [] } : analyzeModule(module)
  const diagnostics = mergeDiagnostics({ loading, analyzing }, types, file)
  if (module === undefined || facts === undefined || hasErrors(diagnostics)) return { file, diagnostics }
  return { file, runner: emitModule(optimizeModule(lowerModule(module, facts))), diagnostics }
}
