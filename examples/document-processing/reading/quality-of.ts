import type { Line } from "../document.ts"
import { wordShare } from "./dictionary.ts"

/** How good a reading is: what the reader says of itself, and what a dictionary says of its words. */
export interface Quality {
  readonly knownWords: number
  readonly quality: number
}

/**
 * Scores a reading from 0 to 1.
 *
 * **Details**
 *
 * Three quarters are the reader's own confidence, a quarter the share of dictionary words. Names, articles of shops and
 * abbreviations are in no dictionary: 60 % of known words count in full. Fewer than eight words lower the score in
 * proportion, as a page with hardly any text has most likely not been read.
 */
export function qualityOf(lines: ReadonlyArray<Line>, confidence: number): Quality {
  const share = wordShare(lines.map((line) => line.text).join("\n"))
  const vocabulary = Math.min(1, share.known / 0.6)
  const length = Math.min(1, share.words / 8)
  return { knownWords: rounded(share.known), quality: rounded((0.75 * confidence + 0.25 * vocabulary) * length) }
}

/** A share with three digits: more would only pretend. */
export function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}
