/** One line of a text, without what ends it. */
export interface Line {
  readonly text: string
  /** Where it begins, in the file that the text is from. */
  readonly origin: number
}

/** Gives the lines of a text that begins at a place of its file. */
export function linesOf(text: string, origin: number): ReadonlyArray<Line> {
  const lines: Array<Line> = []
  let start = 0
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ text: text.slice(start, index), origin: origin + start })
    start = index + end.length
  }
  return [...lines, { text: text.slice(start), origin: origin + start }]
}
