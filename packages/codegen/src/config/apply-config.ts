import { readFileSync } from "node:fs"
import type { Diagnostic } from "@millrace/plan"
import type { GeneratedFile } from "../generate.ts"
import { codesToAskFor } from "./adjustable-codes.ts"
import { hasErrors } from "../merge-diagnostics.ts"
import type { ResolvedConfig } from "./resolved-config.ts"
import { suppress } from "./suppressions.ts"

/** Gives the diagnostics of a file the levels that are configured, and leaves out what a comment suppresses. */
export function applyConfig(generated: GeneratedFile, { levels }: Pick<ResolvedConfig, "levels">): GeneratedFile {
  const { file, runner } = generated
  const diagnostics = suppress(generated.diagnostics, file, textOf(file)).flatMap((each) => leveled(each, levels))
  return runner === undefined || hasErrors(diagnostics) ? { file, diagnostics } : { ...generated, diagnostics }
}

function leveled(diagnostic: Diagnostic, levels: ResolvedConfig["levels"]): ReadonlyArray<Diagnostic> {
  const { code } = diagnostic
  const level = levels.get(code) ?? (codesToAskFor.has(code) ? "off" : undefined)
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
