import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs"
import type { Line } from "../document.ts"

/** A run of characters in a PDF, with its place in points from the top left. */
interface Run {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly baseline: number
  readonly size: number
}

/**
 * The lines of text that a PDF page carries, in the order in which they were written.
 *
 * **Details**
 *
 * Runs that follow each other on one baseline are one line, unless a gap wider than a few letters parts them: that is
 * how columns stay apart.
 */
export async function textLayerOf(page: PDFPageProxy): Promise<ReadonlyArray<Line>> {
  const [, , width = 1, height = 1] = page.view
  const content = await page.getTextContent()
  const lines: Array<Array<Run>> = []
  for (const item of content.items) {
    if (!("str" in item) || item.str.trim() === "") continue
    // The six numbers of a PDF matrix; pdf.js types them as any[].
    const [, , , scale = 0, left = 0, bottom = 0] = item.transform as ReadonlyArray<number>
    const size = Math.abs(scale) || item.height || 10
    const run: Run = { text: item.str, left, right: left + item.width, baseline: height - bottom, size }
    const last = lines.at(-1)?.at(-1)
    if (last !== undefined && continues(last, run)) lines.at(-1)?.push(run)
    else lines.push([run])
  }
  return lines.map((runs) => lineOf(runs, { width, height }))
}

function continues(last: Run, next: Run): boolean {
  const size = Math.max(last.size, next.size)
  const gap = next.left - last.right
  return Math.abs(next.baseline - last.baseline) < size * 0.5 && gap > -size && gap < size * 1.2
}

function lineOf(runs: ReadonlyArray<Run>, page: { readonly width: number; readonly height: number }): Line {
  const left = Math.min(...runs.map((run) => run.left))
  const right = Math.max(...runs.map((run) => run.right))
  const bottom = Math.max(...runs.map((run) => run.baseline))
  const size = Math.max(...runs.map((run) => run.size))
  return {
    text: joined(runs).replace(/\s+/g, " ").trim(),
    confidence: 1,
    left: left / page.width,
    top: (bottom - size) / page.height,
    width: (right - left) / page.width,
    height: size / page.height,
  }
}

/** Runs side by side: a space where the gap is wider than a fifth of a letter. */
function joined(runs: ReadonlyArray<Run>): string {
  return runs.reduce((text, run, index) => {
    const before = runs[index - 1]
    return before !== undefined && run.left - before.right > run.size * 0.2 ? `${text} ${run.text}` : text + run.text
  }, "")
}
