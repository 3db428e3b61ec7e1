import type { Line } from "../document.ts"

/**
 * Text as it stands beside each other on a page: lines at the same height form one row, from left to right.
 *
 * An amount far to the right of its label is a line of its own for OCR and PDF alike; only the row says what it is for.
 */
export function rowsOf(lines: ReadonlyArray<Line>): ReadonlyArray<string> {
  const rows: Array<Array<Line>> = []
  for (const line of lines.toSorted((a, b) => middleOf(a) - middleOf(b))) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row !== undefined && first !== undefined && besides(first, line)) row.push(line)
    else rows.push([line])
  }
  return rows.map((row) =>
    row
      .toSorted((a, b) => a.left - b.left)
      .map((line) => line.text)
      .join("   "),
  )
}

function besides(first: Line, line: Line): boolean {
  return Math.abs(middleOf(first) - middleOf(line)) < Math.min(first.height, line.height) * 0.6
}

function middleOf(line: Line): number {
  return line.top + line.height / 2
}
