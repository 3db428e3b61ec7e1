import type { DiagnosticLevel } from "@millrace/plan"
import type { LocatedDiagnostic } from "./located.ts"
import { wholeText } from "./located.ts"
import { isBelow, shownPath } from "./shown-path.ts"

const commands: Readonly<Record<DiagnosticLevel, string>> = { error: "error", warning: "warning", info: "notice" }

/**
 * Writes diagnostics as workflow commands that GitHub shows as annotations.
 *
 * **Details**
 *
 * Escaping is that of `actions/toolkit`. Paths are relative to the checkout; columns are left out where a place goes over
 * several lines, for GitHub takes them only within one.
 */
export function reportGithub(diagnostics: ReadonlyArray<LocatedDiagnostic>, folder: string): string {
  return diagnostics.map((diagnostic) => annotation(diagnostic, folder)).join("\n")
}

function annotation(diagnostic: LocatedDiagnostic, folder: string): string {
  const { code, level, span, endLine, endColumn } = diagnostic
  const properties = {
    file: isBelow(span.file, folder) ? shownPath(span.file, folder) : span.file,
    line: span.line,
    endLine,
    ...(endLine === span.line && { col: span.column, endColumn }),
    title: code,
  }
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`)
  return `::${commands[level]} ${written.join(",")}::${escaped(wholeText(diagnostic))}`
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C")
}
