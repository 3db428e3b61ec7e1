import { readFileSync } from "node:fs"
import type { Diagnostic } from "@millrace/plan"
import type { GeneratedFile } from "../generate.ts"
import { hasErrors } from "../merge-diagnostics.ts"
import { withSourceMap } from "../source-maps.ts"
import type { ResolvedConfig } from "./resolved-config.ts"
import { suppress } from "./suppressions.ts"

/**
 * Gives the diagnostics of a file the levels that are configured, leaves out what a comment suppresses, and puts the
 * source map where it is to be.
 */
export function applyConfig(
  generated: GeneratedFile,
  { levels, sourceMaps }: Pick<ResolvedConfig, "levels" | "sourceMaps">,
): GeneratedFile {
  const { file } = generated
  const diagnostics = suppress(generated.diagnostics, file, textOf(file)).flatMap((each) => leveled(each, levels))
  return hasErrors(diagnostics) ? { file, diagnostics } : withSourceMap({ ...generated, diagnostics }, sourceMaps)
}

function leveled(diagnostic: Diagnostic, levels: ResolvedConfig["levels"]): ReadonlyArray<Diagnostic> {
  const level = levels.get(diagnostic.code)
  if (level === undefined) return [diagnostic]
  return level === "off" ? [] : [{ ...diagnostic, level }]
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}
