/** An amount of money as it stands in a text. */
export interface Amount {
  readonly cents: number
  /** Where it begins in the text. */
  readonly index: number
}

// Thousands may be grouped; two digits follow the last comma or point. A percentage or a part of a longer number is none.
const grouped =
  /(?<![\d.,])((?:(?<=^|\s)-)?\d{1,3}(?:[.,'’ ]\d{3})*|(?:(?<=^|\s)-)?\d+)\s?[.,]\s?(\d{2})(?![\d%]|[.,]\d|\s?%)/g
const withCurrency =
  /(?:(?:EUR|USD|GBP|CHF|€|\$|£)\s?(\d+(?:[.,]\d)?)|(\d+(?:[.,]\d)?)\s?(?:EUR|USD|GBP|CHF|€|\$|£))(?![\d.,]*\d)/g

/** Finds amounts in German (`1.234,56`) and English (`1,234.56`) writing, and whole ones beside a currency (`43 EUR`). */
export function amountsIn(text: string): ReadonlyArray<Amount> {
  const exact = [...text.matchAll(grouped)].map((match) => ({
    cents: centsOf(match[1] ?? "", match[2] ?? ""),
    index: match.index,
  }))
  const whole = [...text.matchAll(withCurrency)]
    .map((match) => ({ written: match[1] ?? match[2] ?? "", index: match.index }))
    .filter(
      ({ index, written }) =>
        !exact.some((other) => other.index <= index + written.length + 4 && other.index >= index - 4),
    )
    .map(({ written, index }) => {
      const [units = "", tenths = ""] = written.split(/[.,]/)
      return { cents: centsOf(units, tenths.padEnd(2, "0")), index }
    })
  return [...exact, ...whole].toSorted((a, b) => a.index - b.index)
}

function centsOf(units: string, cents: string): number {
  const sign = units.trim().startsWith("-") ? -1 : 1
  return sign * (Number(units.replace(/\D/g, "")) * 100 + Number(cents))
}

/** Writes cents as people do who exchange data: `1234.56 EUR`. */
export function formatAmount(cents: number, currency: string | undefined): string {
  return `${(cents / 100).toFixed(2)}${currency === undefined ? "" : ` ${currency}`}`
}

/** The currency that a text is in, where it says so. */
export function currencyOf(text: string): string | undefined {
  if (/€|\bEUR(?:O)?\b/i.test(text)) return "EUR"
  if (/£|\bGBP\b/.test(text)) return "GBP"
  if (/\bCHF\b/.test(text)) return "CHF"
  if (/\$|\bUSD\b/.test(text)) return "USD"
  return undefined
}
