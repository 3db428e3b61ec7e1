import type { Line } from "../document.ts"

/** The largest print in the upper part of a page, over as many lines as it takes. */
export interface Title {
  readonly text: string
  readonly last: Line
}

/** Finds a title: the tallest line with at least two words in the upper half, and its neighbours of the same size. */
export function largestLines(lines: ReadonlyArray<Line>): Title | undefined {
  const upper = lines.filter((line) => line.top < 0.5 && /\p{L}{2,}\s+\S*\p{L}{2,}/u.test(line.text))
  const prose = upper.filter((line) => line.text.length >= 12)
  const tallest = Math.max(0, ...prose.map((line) => line.height))
  const first = prose.findIndex((line) => line.height >= tallest * 0.92)
  const start = prose[first]
  if (start === undefined) return undefined
  const title = [start]
  for (const line of lines.slice(lines.indexOf(start) + 1)) {
    const last = title.at(-1) ?? start
    if (line.height < tallest * 0.8 || line.top - last.top > tallest * 2.2 || line.top < last.top) break
    title.push(line)
  }
  return { text: title.map((line) => line.text).join(" "), last: title.at(-1) ?? start }
}
