import { wordShare } from "../reading/dictionary.ts"

/** The name of a business, and the row it was taken from. */
export interface BusinessName {
  readonly name: string
  readonly row: string
}

const legalForm =
  /\b(?:GmbH(?:\s?&\s?C[o0]\.?\s?KG)?|AG|KG|OHG|e\.\s?K\.?|Ltd\.?|Limited|Inc\.?|LLC|Corp\.?|Corporation|S\.?A\.?)(?![\p{L}])/iu
const trade =
  /\b(?:apotheke|pharmacy|(?:bau|super)?markt|market|store|shop|foods?|restaurant|caf[eé]|hotel|bäckerei|baumarkt|discounter)\b/iu
const address =
  /\b\d{5}\b|stra(?:ß|B|ss)e\b|\bstr\.|\b(?:street|road|avenue|rd|ave)\b|tel\.?:|fax|www\b|@|\d{2}:\d{2}|uhr\b/iu

/**
 * Guesses whose document this is: a name with a legal form, a word of trade, or the first thing that is printed.
 *
 * **Details**
 *
 * Every row gets points: 4 for a legal form, 2 for a word of trade, up to 3 for standing among the first rows, 1 for
 * capitals; an address, a telephone or opening hours are no names. A logo that OCR made noise of has no dictionary word and
 * no legal form, and loses to the legal name further down.
 */
export function businessNameIn(rows: ReadonlyArray<string>): BusinessName | undefined {
  let best: { readonly found: BusinessName; readonly points: number } | undefined
  for (const [index, row] of rows.entries()) {
    const part = nameOf(row)
    if (part === undefined || /^(?:EUR|USD|GBP|CHF)$/.test(part)) continue
    const name = withFirstHalf(part, rows[index - 1])
    const points = pointsOf(row, name, index)
    if (points > 1.5 && (best === undefined || points > best.points)) best = { found: { name, row }, points }
  }
  return best?.found
}

function pointsOf(row: string, name: string, index: number): number {
  const letters = name.replace(/[^\p{L}]/gu, "").length
  return (
    (legalForm.test(row) ? 4 : 0) +
    (trade.test(row) ? 2 : 0) +
    Math.max(0, 3 - index * 0.5) +
    (name === name.toUpperCase() ? 1 : 0) +
    (wordShare(name).known > 0 ? 0.5 : 0) -
    (address.test(name) ? 4 : 0) -
    (/\d/.test(name) ? 2 : 0) -
    (letters < name.replace(/\s/g, "").length * 0.75 ? 2 : 0)
  )
}

/** A word of trade alone, such as `APOTHEKE`, belongs to the name printed above it. */
function withFirstHalf(name: string, above: string | undefined): string {
  const first = above === undefined ? undefined : nameOf(above)
  return trade.exec(name)?.[0] === name && first !== undefined ? `${first} ${name}` : name
}

/** The part of a row that can be a name: up to its legal form, or up to the first dash, comma or wide gap. */
function nameOf(row: string): string | undefined {
  const cleaned = row.replace(/^[^\p{L}\d]+/u, "")
  const form = legalForm.exec(cleaned)
  const part =
    form === null ? (cleaned.split(/\s[-–—~]\s|,|\s{3,}/)[0] ?? "") : cleaned.slice(0, form.index + form[0].length)
  const name = part
    .replace(/^.*\s{3,}/, "")
    .replace(/^(?:\p{L}\s+)+/u, "")
    .replace(/[^\p{L}\d.)]+$/u, "")
    .trim()
  return (name.match(/\p{L}/gu)?.length ?? 0) >= 3 ? name : undefined
}
