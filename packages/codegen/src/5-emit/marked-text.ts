/** A place in emitted text, both counted from 0, and where what stands there has stood in the flow file. */
export interface Mark {
  readonly line: number
  readonly column: number
  readonly origin: number
}

/** Emitted text with the places that come from the flow file, in order. */
export interface MarkedText {
  readonly text: string
  readonly marks: ReadonlyArray<Mark>
}

/**
 * Gives the marks of a line that is copied from the flow file: one for each word and each run of signs, so that an error
 * in the middle of an expression is found there. A text that is empty marks what follows it.
 */
export function marksOf(
  text: string,
  origin: number,
  { line, column }: { readonly line: number; readonly column: number },
): ReadonlyArray<Mark> {
  const tokens = [...text.matchAll(/[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]+/gu)].map(({ index }) => index)
  const starts = tokens[0] === 0 ? tokens : [0, ...tokens]
  return starts.map((start) => ({ line, column: column + start, origin: origin + start }))
}
