import type { Span } from "./span.ts"

/** How much a diagnostic weighs: an error stops the build. */
export type DiagnosticLevel = "error" | "warning" | "info"

/**
 * What is wrong with an author's code, where, and what to do about it.
 *
 * **Details**
 *
 * `code` is `NAMESPACE.SUBJECT_PROBLEM` and has a page in `docs/errors`. `message` is one sentence with names in single
 * quotes; `details` are lines that show how it comes to that, such as a sum; `fix` says what to write instead.
 */
export interface Diagnostic {
  readonly code: string
  readonly level: DiagnosticLevel
  readonly message: string
  readonly span: Span
  readonly details?: ReadonlyArray<string>
  readonly fix?: string
}
