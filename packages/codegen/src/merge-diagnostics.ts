import type { Diagnostic } from "@millrace/plan"

/** Puts what the stages and the type checker say of one file together; at the same place, the stages say it better. */
export function mergeDiagnostics(
  own: ReadonlyArray<Diagnostic>,
  types: ReadonlyArray<Diagnostic>,
  file: string,
): ReadonlyArray<Diagnostic> {
  const others = types.filter(({ span }) => span.file === file && !own.some((each) => overlap(each, span)))
  return [...own, ...others].toSorted((a, b) => a.span.start - b.span.start)
}

/** Tells whether one of them stops the build. */
export function hasErrors(diagnostics: ReadonlyArray<Diagnostic>): boolean {
  return diagnostics.some(({ level }) => level === "error")
}

function overlap({ span }: Diagnostic, other: Diagnostic["span"]): boolean {
  return span.start < other.end && other.start < span.end
}
