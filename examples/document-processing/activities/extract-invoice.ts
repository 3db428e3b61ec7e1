import { activity } from "@millrace/dsl/activity"
import { Fields } from "../document.ts"
import { amountsIn, currencyOf, formatAmount } from "../extraction/amounts.ts"
import { businessNameIn } from "../extraction/business-name.ts"
import { collectFields } from "../extraction/collect-fields.ts"
import { dateField } from "../extraction/date-field.ts"
import { ExtractionInput } from "../extraction/extraction-input.ts"
import { textOf } from "../extraction/text-of.ts"
import { totalIn } from "../extraction/total.ts"
import { FieldsMissing } from "../failures.ts"

/** Finds vendor, number, date and amounts on an invoice. */
export const extractInvoice = activity("extract-invoice", {
  input: ExtractionInput,
  output: Fields,
  errors: [FieldsMissing],
  effects: "none",
  run: ({ readings, language }): Fields => {
    const { lines, rows, all } = textOf(readings)
    const texts = lines.map((line) => line.text)
    const [total] = totalIn(rows)
    const net = amountBeside(rows, /\b(?:total without|sub-?\s?total|netto|net (?:amount|total)|zwischensumme)\b/i)
    const tax = amountBeside(
      rows,
      /^(?:(?:vat|tax)(?: paid| amount)?|sales tax|(?:zzgl\. )?(?:mwst|ust|umsatzsteuer))\b/i,
    )
    const currency = currencyOf(all)
    const vendor = after(texts, /^(?:bill(?:ed)? from|from|seller|vendor|rechnungssteller)\b:?\s*(.*)$/i) ?? named(rows)
    return collectFields({
      type: "invoice",
      required: ["vendor", "number", "date", "total"],
      sought: [
        ["vendor", vendor],
        ["customer", after(texts, /^(?:bill(?:ed)? to|customer|kunde|rechnung an|ship to)\b:?\s*(.*)$/i)],
        ["number", after(texts, /\b(?:invoice|rechnungs?)[-\s]?(?:number|no\.?|nr\.?|nummer|#)\s*:?\s*(\S*)/i)],
        ["date", dateField(texts, language) ?? dateField(rows, language)],
        ["net", net && { value: formatAmount(net.cents, currency), source: net.row }],
        ["tax", tax && { value: formatAmount(tax.cents, currency), source: tax.row }],
        [
          "total",
          total && { value: formatAmount(total.cents, currency), source: `${total.row} (${total.because.join(", ")})` },
        ],
      ],
      doubts:
        net !== undefined && tax !== undefined && total !== undefined && net.cents + tax.cents !== total.cents
          ? [`net and tax add up to ${formatAmount(net.cents + tax.cents, currency)}`]
          : [],
    })
  },
})

/** What follows a label: on the same line, or alone on the next one. */
function after(
  texts: ReadonlyArray<string>,
  label: RegExp,
): { readonly value: string; readonly source: string } | undefined {
  for (const [index, source] of texts.entries()) {
    const match = label.exec(source)
    if (match === null) continue
    const value = match[1] === undefined || match[1] === "" ? texts[index + 1] : match[1]
    if (value !== undefined) return { value, source: `${source} ${value === match[1] ? "" : value}`.trim() }
  }
  return undefined
}

function named(rows: ReadonlyArray<string>): { readonly value: string; readonly source: string } | undefined {
  const found = businessNameIn(rows)
  return found && { value: found.name, source: found.row }
}

function amountBeside(
  rows: ReadonlyArray<string>,
  label: RegExp,
): { readonly cents: number; readonly row: string } | undefined {
  for (const row of rows) {
    const amount = label.test(row) ? amountsIn(row).at(-1) : undefined
    if (amount !== undefined) return { cents: amount.cents, row }
  }
  return undefined
}
