import { readFileSync } from "node:fs"
import type { Diagnostic } from "@millrace/plan"
import type { GeneratedFile } from "../generate.ts"
import { codesToAskFor } from "./adjustable-codes.ts"
import { hasErrors } from "../merge-diagnostics.ts"
import { withSourceMap } from "../source-maps.ts"
import type { ResolvedConfig } from "./resolved-config.ts"
import { suppress } from "./suppressions.ts"

/** Makes of a compiled file what is configured: its diagnostics have their levels, and its source map is where it is to be. */
export function applyConfig(
  generated: GeneratedFile,
  { levels, sourceMaps }: Pick<ResolvedConfig, "levels" | "sourceMaps">,
): GeneratedFile {
  return withSourceMap(applyLevels(generated, levels), sourceMaps)
}

/** Gives the diagnostics of a file the levels that are configured, and leaves out what a comment suppresses. */
export function applyLevels(generated: GeneratedFile, levels: ResolvedConfig["levels"]): GeneratedFile {
  const { file } = generated
  const diagnostics = suppress(generated.diagnostics, file, textOf(file)).flatMap((each) => leveled(each, levels))
  return hasErrors(diagnostics) ? { file, diagnostics } : { ...generated, diagnostics }
}

function leveled(diagnostic: Diagnostic, levels: ResolvedConfig["levels"]): ReadonlyArray<Diagnostic> {
  const { code } = diagnostic
  // What is on in a durable flow has another level already.
  const isToAskFor = codesToAskFor.has(code) && diagnostic.level === "info"
  const level = levels.get(code) ?? (isToAskFor ? "off" : undefined)
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
