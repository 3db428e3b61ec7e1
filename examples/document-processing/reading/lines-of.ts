import type { Block, Line as EngineLine, Page, Word } from "tesseract.js"
import type { Line } from "../document.ts"

/** A stretch of a line without a wide gap in it. */
interface Segment {
  readonly words: ReadonlyArray<Word>
  readonly rowHeight: number
  readonly top: number
}

/**
 * The lines of what Tesseract read, with their places as shares of the printed area.
 *
 * **Details**
 *
 * Tesseract now and then reads across two columns. A line is therefore cut where a gap is wider than the row is
 * high, and where many lines of a block are cut at one place, the left column comes before the right one.
 */
export function linesOf(page: Page): ReadonlyArray<Line> {
  const segments = (page.blocks ?? []).flatMap((block) => inColumns(segmentsOf(block)))
  const width = Math.max(1, ...segments.map((segment) => rightOf(segment)))
  const height = Math.max(1, ...segments.map((segment) => segment.top + segment.rowHeight))
  return segments
    .map((segment) => ({
      text: segment.words
        .map((word) => word.text)
        .join(" ")
        .trim(),
      confidence: mean(segment.words.map((word) => word.confidence)) / 100,
      left: leftOf(segment) / width,
      top: segment.top / height,
      width: (rightOf(segment) - leftOf(segment)) / width,
      height: segment.rowHeight / height,
    }))
    .filter((line) => line.text !== "")
}

function segmentsOf(block: Block): ReadonlyArray<ReadonlyArray<Segment>> {
  return block.paragraphs.flatMap((paragraph) => paragraph.lines).map(cutAtGaps)
}

function cutAtGaps(line: EngineLine): ReadonlyArray<Segment> {
  // A box grows with every speck that is taken for a letter; the height of the row is that of its letters.
  const rowHeight = line.rowAttributes.rowHeight || line.bbox.y1 - line.bbox.y0
  const stretches: Array<Array<Word>> = []
  for (const word of line.words) {
    const before = stretches.at(-1)?.at(-1)
    if (before === undefined || word.bbox.x0 - before.bbox.x1 > rowHeight * widestGap) stretches.push([word])
    else stretches.at(-1)?.push(word)
  }
  return stretches.map((words) => ({ words, rowHeight, top: line.bbox.y0 }))
}

/** The widest gap inside a line, in heights of its row, and how far columns may be out of line, in pixels. */
const widestGap = 1.2
const slack = 40

/** Lines from top to bottom, or column after column where at least a third of the lines are cut at one place. */
function inColumns(lines: ReadonlyArray<ReadonlyArray<Segment>>): ReadonlyArray<Segment> {
  const rights = lines.flatMap((line) => line.slice(1, 2).map(leftOf)).toSorted((a, b) => a - b)
  const gutter = rights[Math.floor(rights.length / 2)] ?? 0
  const cut = rights.filter((right) => Math.abs(right - gutter) < slack).length
  if (cut < 5 || cut < lines.length / 3) return lines.flat()
  const segments = lines.flat()
  return [
    ...segments.filter((segment) => leftOf(segment) < gutter - slack),
    ...segments.filter((segment) => leftOf(segment) >= gutter - slack),
  ]
}

function leftOf(segment: Segment): number {
  return segment.words[0]?.bbox.x0 ?? 0
}

function rightOf(segment: Segment): number {
  return segment.words.at(-1)?.bbox.x1 ?? 0
}

function mean(numbers: ReadonlyArray<number>): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)
}
