import { amountsIn } from "./amounts.ts"

/** An amount that may be the total, and what speaks for it. */
export interface Candidate {
  readonly cents: number
  readonly points: number
  readonly because: ReadonlyArray<string>
  readonly row: string
}

interface Vote {
  readonly cents: number
  readonly points: number
  readonly because: string
  readonly row: string
}

const totalLabel =
  /\b(?:summe|gesamt(?:betrag|summe)?|zu\s?zah\w*|endbetrag|rechnungsbetrag|(?:grand\s)?total(?!\s+without)|amount due|balance(?: due)?|bal)\b/i
const partLabel = /sub-?\s?total|zwischen|without|netto\b|ohne|exkl|total\s+(?:tax|vat|savings)/i
const paidLabel =
  /\b(?:bar|bargeld|cash|gegeben|karten?zahlung|ec[- ]?(?:karte|lastschrift)|girocard|kreditkarte|visa|mastercard|debit|credit)\b/i
const changeLabel = /r[uü]ckgeld|zur[uü]ck|change\b/i
const taxLabel = /\b(?:mwst|must|mast|ust|vat|tax|netto|brutto|steuer)\b|\d{1,2}(?:[.,]\d{1,2})?\s?%/i

/**
 * Finds the total of a receipt or an invoice by letting everything that speaks for an amount vote for it.
 *
 * **Details**
 *
 * 3 points for a label such as `Summe`; 2 for net and tax that add up to it, for cash less change, and for articles that
 * add up to it; 1.5 for a payment of it. One misread digit in the labelled row is outvoted by the arithmetic.
 */
export function totalIn(rows: ReadonlyArray<string>): ReadonlyArray<Candidate> {
  const votes = [...labelled(rows), ...paid(rows), ...taxed(rows), ...added(rows)]
  const candidates = new Map<number, Candidate>()
  for (const vote of votes) {
    const before = candidates.get(vote.cents)
    const known = before?.because.includes(vote.because) === true
    candidates.set(vote.cents, {
      cents: vote.cents,
      points: (before?.points ?? 0) + (known ? 0 : vote.points),
      because: known ? before.because : [...(before?.because ?? []), vote.because],
      row: before?.row ?? vote.row,
    })
  }
  return [...candidates.values()].toSorted((a, b) => b.points - a.points || b.cents - a.cents)
}

function labelled(rows: ReadonlyArray<string>): ReadonlyArray<Vote> {
  return rows.flatMap((row) => {
    const label = totalLabel.exec(row)
    if (label === null || partLabel.test(row)) return []
    const [amount, ...more] = amountsIn(row).filter(({ index }) => index > label.index)
    // Several amounts are the sums of a tax table; those are added up below.
    return amount === undefined || amount.cents <= 0 || more.length > 0
      ? []
      : [{ cents: amount.cents, points: 3, because: "a label says so", row }]
  })
}

function paid(rows: ReadonlyArray<string>): ReadonlyArray<Vote> {
  const payments = rows.filter((row) => paidLabel.test(row))
  const change = rows.filter((row) => changeLabel.test(row)).flatMap(amountsIn)
  return payments.flatMap((row) => {
    const given = amountsIn(row).at(-1)
    if (given === undefined || given.cents <= 0) return []
    const exact: Vote = { cents: given.cents, points: 1.5, because: "it was paid", row }
    return [
      ...(change.some(({ cents }) => cents !== 0) ? [] : [exact]),
      ...change.map(({ cents }) => ({
        cents: given.cents - Math.abs(cents),
        points: 2,
        because: "given less change",
        row,
      })),
    ].filter((vote) => vote.cents > 0)
  })
}

/** Rows of a tax table: net and tax in either order, with or without their sum; or the sums of several rates. */
function taxed(rows: ReadonlyArray<string>): ReadonlyArray<Vote> {
  const parts = rows.flatMap((row) => {
    if (!taxLabel.test(row) && !totalLabel.test(row)) return []
    const amounts = amountsIn(row).map(({ cents }) => cents)
    const [first, second] = amounts.slice(-3)
    if (first === undefined || second === undefined || Math.min(first, second) * 4 > Math.max(first, second)) return []
    return [{ cents: first + second, row }]
  })
  const sum = parts.reduce((total, part) => total + part.cents, 0)
  const all = parts.length > 1 ? [...parts, { cents: sum, row: parts.map((part) => part.row).join(" / ") }] : parts
  return all.map((part) => ({ ...part, points: 2, because: "net and tax add up" }))
}

/** The articles above the first total: each row's last amount. */
function added(rows: ReadonlyArray<string>): ReadonlyArray<Vote> {
  const end = rows.findIndex((row) => totalLabel.test(row) && amountsIn(row).length > 0)
  const articles = articleRows(rows.slice(0, Math.max(0, end)))
  const sum = articles.reduce((total, row) => total + (amountsIn(row).at(-1)?.cents ?? 0), 0)
  if (articles.length < 2) return []
  return [{ cents: sum, points: 2, because: "the articles add up", row: `${articles.length} articles` }]
}

/** Rows that name an article and its price: words, and an amount at the end but for a tax letter. */
export function articleRows(rows: ReadonlyArray<string>): ReadonlyArray<string> {
  return rows.filter((row) => {
    const last = amountsIn(row).at(-1)
    if (last === undefined || row.length - last.index > 12) return false
    return (
      /\p{L}{3,}/u.test(row.slice(0, last.index)) && !totalLabel.test(row) && !taxLabel.test(row.slice(0, last.index))
    )
  })
}
