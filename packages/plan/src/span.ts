/** A place in a source file. `start` and `end` are offsets in UTF-16 units; `line` and `column` count from 1. */
export interface Span {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
}
