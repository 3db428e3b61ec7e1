import { activity } from "@millrace/dsl/activity"
import { Fields } from "../document.ts"
import { amountsIn, currencyOf, formatAmount } from "../extraction/amounts.ts"
import { businessNameIn } from "../extraction/business-name.ts"
import { collectFields, firstMatch } from "../extraction/collect-fields.ts"
import { dateField } from "../extraction/date-field.ts"
import { ExtractionInput } from "../extraction/extraction-input.ts"
import { textOf } from "../extraction/text-of.ts"
import { articleRows, totalIn } from "../extraction/total.ts"
import { FieldsMissing } from "../failures.ts"

/** Finds merchant, date, total and payment on a receipt. */
export const extractReceipt = activity("extract-receipt", {
  input: ExtractionInput,
  output: Fields,
  errors: [FieldsMissing],
  effects: "none",
  run: ({ readings, language }): Fields => {
    const { rows, all } = textOf(readings)
    const merchant = businessNameIn(rows)
    const [total, ...others] = totalIn(rows)
    const end = rows.findIndex((row) => row === total?.row)
    const articles = articleRows(end < 0 ? rows : rows.slice(0, end))
    const counted = firstMatch(rows, /\b(?:anzahl artikel|articles|items?(?: sold)?)\b\D{0,3}(\d{1,3})\b/i)
    return collectFields({
      type: "receipt",
      required: ["merchant", "date", "total"],
      sought: [
        ["merchant", merchant && { value: merchant.name, source: merchant.row }],
        ["date", dateField(rows, language)],
        [
          "total",
          total && {
            value: formatAmount(total.cents, currencyOf(all)),
            source: `${total.row} (${total.because.join(", ")})`,
          },
        ],
        [
          "articles",
          counted ??
            (articles.length > 0
              ? { value: String(articles.length), source: "rows that end with a price" }
              : undefined),
        ],
        ["payment", paymentIn(rows)],
        [
          "tax id",
          firstMatch(
            rows,
            /\b(?:US?t|VAT)[-=~. ]*I?[dD1T][-. ]*N?[rR]?[.: ]*\s?([A-Z]{2}\s?\d[\d ]{7,10}|\d{2,3}\/\d{3,4}\/\d{4})/i,
          ),
        ],
      ],
      doubts: [
        ...others
          .filter(({ because }) => because.includes("a label says so"))
          .map(({ cents, row }) => `'${row}' says ${formatAmount(cents, undefined)}`),
        ...articleDoubts(articles, total?.cents),
      ],
    })
  },
})

/** Articles are often misread, so only a total that is far from what they cost is doubted. */
function articleDoubts(articles: ReadonlyArray<string>, total: number | undefined): ReadonlyArray<string> {
  const sum = articles.reduce((all, row) => all + (amountsIn(row).at(-1)?.cents ?? 0), 0)
  const far = total !== undefined && articles.length >= 3 && (sum > total * 4 || sum * 4 < total)
  return far ? [`the articles cost ${formatAmount(sum, undefined)}`] : []
}

const payments: ReadonlyArray<readonly [string, RegExp]> = [
  ["card", /girocard|ec-karte|kreditkarte|karten?zahl|visa|mastercard|lastschrift|debit|credit card/i],
  ["cash", /^\W*(?:bar|bargeld|cash)\b/i],
]

function paymentIn(rows: ReadonlyArray<string>): { readonly value: string; readonly source: string } | undefined {
  for (const [value, pattern] of payments) {
    const source = rows.find((row) => pattern.test(row))
    if (source !== undefined) return { value, source }
  }
  return undefined
}
