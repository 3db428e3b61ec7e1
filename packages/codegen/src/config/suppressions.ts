import type { Diagnostic, Span } from "@millrace/plan"
import { didYouMean } from "../1-load/did-you-mean.ts"
import { isDiagnosticCode } from "../code-meanings.ts"
import { adjustableCodes } from "./adjustable-codes.ts"

/** A comment `// millrace-ignore CODE: reason`. */
interface Suppression {
  readonly code: string
  readonly reason: string
  readonly span: Span
  /** The line it is about: the next one that is no such comment. */
  readonly line: number
}

const comment = /^([ \t]*)\/\/[ \t]*millrace-ignore\b[ \t]*([^\s:]*)[ \t]*:?[ \t]*(.*?)[ \t\r]*$/

/**
 * Leaves out the warnings of a file that a comment on the line before them suppresses, giving a reason.
 *
 * **Details**
 *
 * A comment without a reason, or about nothing, is reported itself. Errors without which a runner would be wrong stay.
 */
export function suppress(
  diagnostics: ReadonlyArray<Diagnostic>,
  file: string,
  source: string,
): ReadonlyArray<Diagnostic> {
  const suppressions = findSuppressions(file, source)
  if (suppressions.length === 0) return diagnostics
  const used = new Set<Suppression>()
  const kept = diagnostics.filter((diagnostic) => {
    const { code, span } = diagnostic
    if (span.file !== file || !adjustableCodes.has(code)) return true
    const found = suppressions.find((each) => each.code === code && each.line === span.line)
    if (found === undefined) return true
    used.add(found)
    return found.reason === ""
  })
  const own = suppressions.flatMap((each) => mistakeOf(each, used.has(each)) ?? [])
  return [...kept, ...own].toSorted((a, b) => a.span.start - b.span.start)
}

function findSuppressions(file: string, source: string): ReadonlyArray<Suppression> {
  if (!source.includes("millrace-ignore")) return []
  const lines = source.split("\n")
  const found: Array<Suppression> = []
  let start = 0
  for (const [index, text] of lines.entries()) {
    const parts = comment.exec(text)
    if (parts !== null) {
      const [, indent = "", code = "", reason = ""] = parts
      const span = { file, start: start + indent.length, end: start + text.trimEnd().length }
      let line = index + 1
      while (comment.test(lines[line] ?? "")) line += 1
      found.push({ code, reason, span: { ...span, line: index + 1, column: indent.length + 1 }, line: line + 1 })
    }
    start += text.length + 1
  }
  return found
}

function mistakeOf({ code, reason, span }: Suppression, isUsed: boolean): Diagnostic | undefined {
  if (isUsed && reason !== "") return undefined
  if (isUsed) {
    return {
      code: "SUPPRESSION.REASON_MISSING",
      level: "warning",
      message: `'millrace-ignore ${code}' gives no reason, so it suppresses nothing`,
      span,
      fix: `say why: // millrace-ignore ${code}: the reason`,
    }
  }
  const unadjustable = code !== "" && !adjustableCodes.has(code)
  return {
    code: "SUPPRESSION.UNUSED",
    level: "warning",
    message: unadjustable
      ? `'${code}' is no code that can be suppressed`
      : `'millrace-ignore ${code}' suppresses nothing: the next line has no such diagnostic`,
    span,
    fix: unadjustable ? fixFor(code) : "remove the comment",
  }
}

function fixFor(code: string): string {
  const similar = isDiagnosticCode(code) ? undefined : didYouMean(code, adjustableCodes)
  return similar ?? "remove the comment, and mend the flow"
}
