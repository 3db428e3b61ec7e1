import { displayWidth, printable } from "../../6-check/printable.ts"

/** Gives rows as lines with aligned columns, each two spaces apart. */
export function tableLines(rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> {
  const shown = rows.map((row) => row.map((cell) => printable(cell)))
  const columns = Math.max(0, ...shown.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...shown.map((row) => displayWidth(row[column] ?? ""))),
  )
  return shown.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  )
}

/** Gives a value as JSON on one line, cut where it is long. */
export function shortJson(value: unknown, most = 100): string {
  const text = printable(JSON.stringify(value) ?? "")
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

function padded(text: string, width: number): string {
  return `${text}${" ".repeat(width - displayWidth(text))}`
}
