/** A date as it stands in a text. */
export interface FoundDate {
  /** `2020-03-02`. */
  readonly iso: string
  readonly index: number
}

const months: ReadonlyArray<string> = [
  "jan(?:uary|uar)?",
  "feb(?:ruary|ruar)?",
  "mar(?:ch)?|mär(?:z)?|mrz",
  "apr(?:il)?",
  "may|mai",
  "june?|juni?",
  "july?|juli?",
  "aug(?:ust)?",
  "sep(?:t|tember)?",
  "o[ck]t(?:ober)?",
  "nov(?:ember)?",
  "de[cz](?:ember)?",
]
const monthName = `(${months.join("|")})`
const iso = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g
const numeric = /(?<![\d.,/])(\d{1,2})\s?([./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d|[.,]\d)/g
const dayFirst = new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?[.\\s]*${monthName}\\.?,?\\s*(\\d{4})(?!\\d)`, "gi")
const monthFirst = new RegExp(`\\b${monthName}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?!\\d)`, "gi")

/**
 * Finds dates in German and English writing.
 *
 * **Details**
 *
 * `12.03.2020` has the day first. `6/1/07` has the month first in English texts and the day first in others, unless
 * only one reading is a date. Two-digit years are of 1970 to 2069.
 */
export function datesIn(text: string, language: "de" | "en" | "unknown"): ReadonlyArray<FoundDate> {
  const found: Array<FoundDate> = []
  const add = (index: number, year: string | undefined, month: number, day: string | undefined): void => {
    const date = isoDate(Number(year), month, Number(day))
    if (date !== undefined) found.push({ iso: date, index })
  }
  for (const match of text.matchAll(iso)) add(match.index, match[1], Number(match[2]), match[3])
  for (const match of text.matchAll(dayFirst)) add(match.index, match[3], monthNumber(match[2]), match[1])
  for (const match of text.matchAll(monthFirst)) add(match.index, match[3], monthNumber(match[1]), match[2])
  for (const { 0: _, 1: first, 2: separator, 3: second, 4: year, index } of text.matchAll(numeric)) {
    const american = separator === "/" && language === "en" && Number(first) <= 12
    const swapped = Number(second) > 12
    if (american || swapped) add(index, year, Number(first), second)
    else add(index, year, Number(second), first)
  }
  return found.toSorted((a, b) => a.index - b.index)
}

function monthNumber(name: string | undefined): number {
  return months.findIndex((month) => new RegExp(`^(?:${month})$`, "i").test(name ?? "")) + 1
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const full = year >= 100 ? year : year < 70 ? 2000 + year : 1900 + year
  if (full < 1500 || full > 2100 || month < 1 || month > 12 || day < 1) return undefined
  if (day > new Date(Date.UTC(full, month, 0)).getUTCDate()) return undefined
  return `${full}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}
