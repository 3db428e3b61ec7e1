import type { Diagnostic } from "@millrace/plan"
import { readFileSync } from "node:fs"
import { relative } from "node:path"
import { formatDiagnostic } from "../6-check/format-diagnostic.ts"
import type { CommandContext } from "./command-context.ts"

/** Shows diagnostics as frames on the error stream. */
export function reportDiagnostics(diagnostics: ReadonlyArray<Diagnostic>, context: CommandContext): void {
  for (const diagnostic of diagnostics) {
    const { file } = diagnostic.span
    context.error(
      formatDiagnostic(diagnostic, {
        source: sourceOf(file),
        file: relative(context.folder, file),
        colors: context.hasColors,
      }),
    )
    context.error("")
  }
}

function sourceOf(file: string): string {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return ""
  }
}
