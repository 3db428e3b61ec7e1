import type { Line, Reading } from "../document.ts"
import { rowsOf } from "../reading/rows-of.ts"

/** A document's text in the two ways that extraction looks at it. */
export interface DocumentText {
  /** Lines in reading order, page after page. */
  readonly lines: ReadonlyArray<Line>
  /** What stands beside each other, from top to bottom. */
  readonly rows: ReadonlyArray<string>
  readonly all: string
}

/** Puts the text of a document's pages together. */
export function textOf(readings: ReadonlyArray<Reading>): DocumentText {
  const lines = readings.flatMap((reading) => reading.lines)
  return {
    lines,
    rows: readings.flatMap((reading) => rowsOf(reading.lines)),
    all: lines.map((line) => line.text).join("\n"),
  }
}
