import type { Diagnostic } from "@millrace/plan"
import { adjustableCodes } from "./config/adjustable-codes.ts"

/** What the stages before the type checker say of one file. */
export interface OwnDiagnostics {
  readonly loading: ReadonlyArray<Diagnostic>
  readonly analyzing: ReadonlyArray<Diagnostic>
}

/**
 * Puts what the stages and the type checker say of one file together.
 *
 * **Details**
 *
 * At the same place the stages say it better; but what a configuration may leave out stands for no type error. After a
 * place that could not be read, type errors mostly follow from it (a name that is no literal makes every name after it a
 * duplicate), so they wait until it is mended.
 */
export function mergeDiagnostics(
  { loading, analyzing }: OwnDiagnostics,
  types: ReadonlyArray<Diagnostic>,
  file: string,
): ReadonlyArray<Diagnostic> {
  const own = [...loading, ...analyzing]
  const unread = loading.filter(({ level }) => level === "error").map(({ span }) => span.start)
  const readable = Math.min(...unread)
  const certain = own.filter(({ code }) => !adjustableCodes.has(code))
  const isSaid = ({ span, level }: Diagnostic): boolean =>
    (level === "error" ? certain : own).some((each) => overlap(each, span))
  const others = types.filter((each) => each.span.file === file && each.span.start < readable && !isSaid(each))
  return [...own, ...others].toSorted((a, b) => a.span.start - b.span.start)
}

/** Tells whether one of them stops the build. */
export function hasErrors(diagnostics: ReadonlyArray<Diagnostic>): boolean {
  return diagnostics.some(({ level }) => level === "error")
}

/** Tells whether one of them stops the build however levels are configured: there is no runner to be made. */
export function isRefused(diagnostics: ReadonlyArray<Diagnostic>): boolean {
  return diagnostics.some(({ level, code }) => level === "error" && !adjustableCodes.has(code))
}

function overlap({ span }: Diagnostic, other: Diagnostic["span"]): boolean {
  return span.start < other.end && other.start < span.end
}
