import type { Diagnostic } from "@millrace/plan"
import { relative } from "node:path"
import { formatDiagnostic } from "../6-check/format-diagnostic.ts"
import { makeSources } from "../command/report/located.ts"

/** An error with the fields by which Rollup, Rolldown and Vite show where something is wrong. */
interface PlacedError extends Error {
  readonly id: string
  readonly loc: { readonly file: string; readonly line: number; readonly column: number }
  readonly frame: string
}

/** Makes one error of what is wrong with a flow, at the place of the first mistake and with the frames of all. */
export function placedError(diagnostics: ReadonlyArray<Diagnostic>): PlacedError {
  const [first, ...others] = diagnostics
  const { file, line, column } = first?.span ?? { file: "", line: 1, column: 1 }
  const error = withoutStack(first === undefined ? "the flow gives no runner" : `${first.message} [${first.code}]`)
  const [frame = ""] =
    first === undefined ? [] : [formatForBundler([first]).split("\n").slice(2).join("\n").replace(/^\n/, "")]
  const rest = others.length === 0 ? "" : `\n\n${formatForBundler(others)}`
  return Object.assign(error, { id: file, loc: { file, line, column: column - 1 }, frame: `${frame}${rest}` })
}

/** Makes the same for webpack and Rspack, which show only a message. */
export function writtenError(diagnostics: ReadonlyArray<Diagnostic>): Error {
  return Object.assign(withoutStack(formatForBundler(diagnostics)), { hideStack: true })
}

/** Writes diagnostics as `millrace build` does. */
export function formatForBundler(diagnostics: ReadonlyArray<Diagnostic>): string {
  const sourceOf = makeSources()
  return diagnostics
    .map((each) => {
      const { file } = each.span
      return formatDiagnostic(each, { source: sourceOf(file), file: relative(process.cwd(), file) })
    })
    .join("\n\n")
}

/** The frames of an error would be those of the compiler. */
function withoutStack(message: string): Error {
  const error = new Error(message)
  error.stack = ""
  return error
}
