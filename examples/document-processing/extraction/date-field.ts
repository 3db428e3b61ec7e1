import { datesIn } from "./dates.ts"

type Language = "de" | "en" | "unknown"

/** The date of a document: one that a label names, else one with a time beside it, else the first one. */
export function dateField(
  rows: ReadonlyArray<string>,
  language: Language,
): { readonly value: string; readonly source: string } | undefined {
  const dated = rows.flatMap((source, index) => {
    const label = `${rows[index - 1] ?? ""} ${source}`
    return datesIn(source, language).map(({ iso }) => ({ value: iso, source, points: pointsOf(label, source) }))
  })
  const best = dated.toSorted((a, b) => b.points - a.points)[0]
  return best === undefined ? undefined : { value: best.value, source: best.source }
}

function pointsOf(label: string, row: string): number {
  return (
    (/\b(?:rechnungsdatum|invoice date|datum|date)\b/i.test(label) ? 3 : 0) +
    (/\b\d{1,2}[:.]\d{2}\b\s?(?:uhr)?/i.test(row.replace(/\d{1,2}\.\d{1,2}\.\d{2,4}/g, "")) ? 2 : 0) -
    (/\b(?:due|fällig|gültig|valid|until|bis)\b/i.test(label) ? 3 : 0)
  )
}
