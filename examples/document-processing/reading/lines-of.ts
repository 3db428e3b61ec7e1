import type { Page } from "tesseract.js"
import type { Line } from "../document.ts"

/** The lines of what Tesseract read, with their places as shares of the page. */
export function linesOf(page: Page): ReadonlyArray<Line> {
  const lines = (page.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
  const width = Math.max(1, ...lines.map((line) => line.bbox.x1))
  const height = Math.max(1, ...lines.map((line) => line.bbox.y1))
  return lines
    .map((line) => ({
      text: line.text.trim(),
      confidence: line.confidence / 100,
      left: line.bbox.x0 / width,
      top: line.bbox.y0 / height,
      width: (line.bbox.x1 - line.bbox.x0) / width,
      height: (line.bbox.y1 - line.bbox.y0) / height,
    }))
    .filter((line) => line.text !== "")
}
