import { activity } from "@millrace/dsl/activity"
import { Fields } from "../document.ts"
import { collectFields, firstMatch } from "../extraction/collect-fields.ts"
import { dateField } from "../extraction/date-field.ts"
import { ExtractionInput } from "../extraction/extraction-input.ts"
import { textOf } from "../extraction/text-of.ts"
import { FieldsMissing } from "../failures.ts"

/** Finds subject, date and sender of a letter or a circular. */
export const extractLetter = activity("extract-letter", {
  input: ExtractionInput,
  output: Fields,
  errors: [FieldsMissing],
  effects: "none",
  run: ({ readings, language }): Fields => {
    const { rows, lines } = textOf(readings)
    const texts = lines.map((line) => line.text)
    return collectFields({
      type: "letter",
      required: ["subject", "date"],
      sought: [
        ["subject", subjectIn(rows)],
        ["date", dateField(rows, language)],
        [
          "reference",
          firstMatch(texts, /\b(?:AC No|our ref(?:erence)?|unser zeichen|aktenzeichen|az)\s?[:.]\s*(\S+)/i),
        ],
        ["sender", firstMatch(texts, /\b(?:from|initiated by|von)\s?:\s*(.+)/i)],
        ["recipient", firstMatch(texts, /^(?:(?:to|an)\s*:|dear|sehr geehrte\w*)\s+(.{3,60}?),?$/i)],
      ],
    })
  },
})

const labels = "date|datum|initiated by|from|ac no"

/** What follows `Subject:`, and its second line where another label stands to the right of both. */
function subjectIn(rows: ReadonlyArray<string>): { readonly value: string; readonly source: string } | undefined {
  const first = firstMatch(
    rows,
    new RegExp(`\\b(?:subject|betreff)\\s?:\\s*(.+?)(?=\\s+(?:${labels})\\b|\\s{3,}|$)`, "i"),
  )
  if (first === undefined) return undefined
  const next = rows[rows.indexOf(first.source) + 1] ?? ""
  const second = new RegExp(`^(.+?)\\s+(?:${labels})\\s?:`, "i").exec(next)?.[1]
  return second === undefined ? first : { value: `${first.value} ${second}`, source: `${first.source} / ${next}` }
}
