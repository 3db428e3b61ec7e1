import type { Diagnostic, DiagnosticLevel } from "@millrace/plan"
import { styleText } from "node:util"
import { frameOf } from "./frame.ts"
import { printable } from "./printable.ts"

/** How a diagnostic is shown. */
export interface FormatOptions {
  /** The text of the file that the diagnostic is about. */
  readonly source: string
  /** The file's name as people know it. @default the span's file */
  readonly file?: string
  /** @default false */
  readonly colors?: boolean
  /** The widest line, in columns. @default 120 */
  readonly width?: number
}

type Style = Parameters<typeof styleText>[0]

const levelStyles: Readonly<Record<DiagnosticLevel, Style>> = { error: "red", warning: "yellow", info: "blue" }

/**
 * Shows a diagnostic for people: place, code, sentence, the source line with carets under the words, and the fix.
 *
 * **Example**
 *
 * ```text
 * order.flow.ts:12:30 error SCOPE.NAME_UNKNOWN
 * step 'charge' reads 'totl', but no earlier step defines it
 *
 *   12 |   .step("charge", charge, ({ totl }) => ({ amount: totl }))
 *      |                              ^^^^
 *
 * fix: did you mean 'total'?
 * ```
 */
export function formatDiagnostic(diagnostic: Diagnostic, options: FormatOptions): string {
  const { source, file = diagnostic.span.file, colors = false, width = 120 } = options
  const { code, level, message, span, details = [], fix } = diagnostic
  const style = (format: Style, text: string): string =>
    colors ? styleText(format, text, { validateStream: false }) : text
  const place = `${printable(file)}:${span.line}:${span.column}`
  const frame = frameOf(span, source, width)
  const color = levelStyles[level]
  return [
    `${style("cyan", place)} ${style(color, level)} ${style("gray", code)}`,
    style("bold", printable(message)),
    ...(frame === undefined
      ? []
      : [
          "",
          `${style("gray", `${frame.number} |`)} ${frame.text}`,
          `${style("gray", `${frame.margin} |`)} ${frame.indent}${style(color, frame.carets)}`,
        ]),
    ...(details.length === 0 ? [] : ["", ...details.map(printable)]),
    ...(fix === undefined ? [] : ["", `${style("green", "fix:")} ${printable(fix)}`]),
  ].join("\n")
}
