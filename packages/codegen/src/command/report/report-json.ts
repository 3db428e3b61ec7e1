import { shownPath } from "./shown-path.ts"
import type { LocatedDiagnostic } from "./located.ts"
import { errorPage } from "./error-page.ts"

/** Writes diagnostics as a JSON array; paths are relative to the folder, with `/` between their parts. */
export function reportJson(diagnostics: ReadonlyArray<LocatedDiagnostic>, folder: string): string {
  const shown = diagnostics.map(({ code, level, message, span, endLine, endColumn, details, fix }) => ({
    code,
    level,
    message,
    file: shownPath(span.file, folder),
    span: { start: span.start, end: span.end, line: span.line, column: span.column, endLine, endColumn },
    ...(details !== undefined && { details }),
    ...(fix !== undefined && { fix }),
    ...pageOf(code),
  }))
  return JSON.stringify(shown, undefined, 2)
}

function pageOf(code: string): { readonly page?: string } {
  const page = errorPage(code)
  return page === undefined ? {} : { page: page.url }
}
