import { activity } from "@millrace/dsl/activity"
import * as Schema from "effect/Schema"
import { Classification, documentTypes, Page, Reading } from "../document.ts"
import type { DocumentType, Evidence } from "../document.ts"
import { clues } from "../extraction/clues.ts"
import { layoutClues } from "../extraction/layout-clues.ts"
import { textOf } from "../extraction/text-of.ts"
import { wordShare } from "../reading/dictionary.ts"
import { rounded } from "../reading/quality-of.ts"

/**
 * Says what type of document this is, and why.
 *
 * **Details**
 *
 * Every clue in words and layout adds its weight to a type; the type with most weight wins. `other` starts with 2.5, so
 * that a single hint is not enough. The confidence is how far the winner is ahead of the second.
 */
export const classify = activity("classify", {
  input: Schema.Struct({ pages: Schema.Array(Page), readings: Schema.Array(Reading) }),
  output: Classification,
  effects: "none",
  run: ({ pages, readings }): Classification => {
    const text = textOf(readings)
    const evidence: ReadonlyArray<Evidence> = [
      ...clues
        .filter(({ pattern }) => pattern.test(text.all))
        .map(({ type, weight, because }) => ({ type, weight, because })),
      ...(pages[0] === undefined ? [] : layoutClues(text, pages[0])),
    ]
    const ranked = documentTypes
      .map((type) => ({ type, weight: weightOf(evidence, type) }))
      .toSorted((a, b) => b.weight - a.weight)
    const [best, second] = ranked
    const label = best?.type ?? "other"
    const confidence = best === undefined || second === undefined ? 0 : 1 - second.weight / Math.max(1, best.weight)
    return { label, confidence: rounded(confidence), language: languageOf(text.all), evidence }
  },
})

function weightOf(evidence: ReadonlyArray<Evidence>, type: DocumentType): number {
  const start = type === "other" ? 2.5 : 0
  return evidence.reduce((sum, clue) => (clue.type === type ? sum + clue.weight : sum), start)
}

/** The dictionary that has more of the words; German also where it has three quarters as many and umlauts. */
function languageOf(text: string): Classification["language"] {
  const { english, german } = wordShare(text)
  if (english + german < 3) return "unknown"
  const umlauts = /[äöüß]/i.test(text) || /\b(?:und|der|die|das|eur|mwst)\b/i.test(text)
  return german > english || (umlauts && german > english * 0.6) ? "de" : "en"
}
