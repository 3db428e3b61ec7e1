import type { Field } from "../document.ts"
import type { Truth } from "./document-source.ts"

/** How one value that was found stands to what is printed. */
export interface Comparison {
  readonly name: string
  readonly expected: string
  readonly found: string
  readonly matches: boolean
}

/** Compares merchant, date and total with what a person read. */
export function compareTruth(fields: ReadonlyArray<Field>, truth: Truth): ReadonlyArray<Comparison> {
  const found = (name: string): string => fields.find((field) => field.name === name)?.value ?? ""
  const total = (truth.totalCents / 100).toFixed(2)
  return [
    { name: "merchant", expected: truth.merchant, matches: found("merchant").toLowerCase().includes(truth.merchant) },
    { name: "date", expected: truth.date, matches: found("date") === truth.date },
    { name: "total", expected: total, matches: found("total").split(" ")[0] === total },
  ].map((comparison) => ({ ...comparison, found: found(comparison.name) }))
}

/** Compares what OCR read with the text that a PDF carries: the share of the PDF's words that OCR found. */
export function compareWords(read: string, printed: string): Comparison {
  const words = wordsOf(printed)
  const left = new Map<string, number>()
  for (const word of wordsOf(read)) left.set(word, (left.get(word) ?? 0) + 1)
  const hits = words.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  }).length
  const share = words.length === 0 ? 0 : hits / words.length
  return {
    name: "words",
    expected: `${words.length} in the text layer`,
    found: `${(share * 100).toFixed(1)} % of them by OCR`,
    matches: share >= 0.9,
  }
}

/** Words without what hyphenation at line ends does to them. */
function wordsOf(text: string): ReadonlyArray<string> {
  return (
    text
      .replace(/(\p{L})-\s+(\p{Ll})/gu, "$1$2")
      .toLowerCase()
      .match(/\p{L}{3,}/gu) ?? []
  )
}
