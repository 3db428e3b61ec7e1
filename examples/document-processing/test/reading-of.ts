import type { Reading } from "../document.ts"

/** A page with these rows from top to bottom; three spaces part what stands beside each other. */
export function readingOf(text: string, quality = 0.9): Reading {
  const rows = text.trim().split("\n")
  const lines = rows.flatMap((row, index) =>
    row
      .trim()
      .split(/\s{3,}/)
      .map((part, column) => ({
        text: part,
        confidence: quality,
        left: column * 0.3,
        top: index / rows.length,
        width: 0.3,
        height: 0.8 / rows.length,
      })),
  )
  return {
    source: "ocr",
    image: "page.png",
    treatment: "none",
    lines,
    confidence: quality,
    knownWords: 0.8,
    quality,
    attempts: 1,
  }
}
