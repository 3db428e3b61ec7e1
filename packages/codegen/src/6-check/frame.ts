import type { Span } from "@millrace/plan"
import { displayWidth, printable } from "./printable.ts"

/** A source line ready to be shown, with carets under a part of it. */
export interface Frame {
  /** The line's number, indented. */
  readonly number: string
  /** As wide as `number`. */
  readonly margin: string
  readonly text: string
  readonly indent: string
  readonly carets: string
}

/** What is shown where a line is cut. */
const cut = "..."

/** Gives the line in which a span begins; a span over several lines is underlined to the end of the first. */
export function frameOf(span: Span, source: string, width: number): Frame | undefined {
  if (span.start > source.length || source === "") return undefined
  const lineStart = source.lastIndexOf("\n", span.start - 1) + 1
  const nextBreak = source.indexOf("\n", span.start)
  const line = source.slice(lineStart, nextBreak === -1 ? source.length : nextBreak).replace(/\r$/, "")
  const number = `  ${span.line}`
  const from = Math.min(span.start - lineStart, line.length)
  const to = Math.max(from, Math.min(span.end - lineStart, line.length))
  const parts = cropped(
    [line.slice(0, from), line.slice(from, to), line.slice(to)],
    Math.max(40, width - number.length - 3),
  )
  return {
    number,
    margin: " ".repeat(number.length),
    text: parts.join("").trimEnd(),
    indent: " ".repeat(displayWidth(parts[0])),
    carets: "^".repeat(Math.max(1, displayWidth(parts[1]))),
  }
}

type Parts = readonly [before: string, marked: string, after: string]

/** Cuts what stands around the marked words, so that a wide line fits. */
function cropped([before, marked, after]: Parts, width: number): Parts {
  const parts: Parts = [printable(before), printable(marked), printable(after)]
  if (displayWidth(parts.join("")) <= width) return parts
  const middle =
    displayWidth(parts[1]) > width - 2 * cut.length ? start(parts[1], width - 2 * cut.length - 10) + cut : parts[1]
  const room = width - displayWidth(middle)
  const left = displayWidth(parts[0]) <= room / 2 ? parts[0] : cut + end(parts[0], Math.floor(room / 2) - cut.length)
  const rest = room - displayWidth(left)
  const right = displayWidth(parts[2]) <= rest ? parts[2] : start(parts[2], rest - cut.length) + cut
  return [left, middle, right]
}

function start(text: string, width: number): string {
  let kept = ""
  for (const character of text) {
    if (displayWidth(kept + character) > width) break
    kept += character
  }
  return kept
}

function end(text: string, width: number): string {
  let kept = ""
  for (const character of Array.from(text).toReversed()) {
    if (displayWidth(character + kept) > width) break
    kept = character + kept
  }
  return kept
}
