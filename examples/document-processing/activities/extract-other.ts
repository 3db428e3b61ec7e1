import { activity } from "@millrace/dsl/activity"
import { Fields } from "../document.ts"
import { collectFields } from "../extraction/collect-fields.ts"
import { dateField } from "../extraction/date-field.ts"
import { ExtractionInput } from "../extraction/extraction-input.ts"
import { textOf } from "../extraction/text-of.ts"

/** Says what any text has: its heading, its length, and a date where one stands. */
export const extractOther = activity("extract-other", {
  input: ExtractionInput,
  output: Fields,
  effects: "none",
  run: ({ readings, language }): Fields => {
    const { rows, lines, all } = textOf(readings)
    const heading = lines.find(({ text }) => isHeading(text)) ?? lines.find(({ text }) => /\p{L}{4,}/u.test(text))
    const opening = lines.find(({ text }) => text.length > 40)
    return collectFields({
      type: "other",
      required: [],
      sought: [
        ["heading", heading && { value: heading.text, source: heading.text }],
        ["opening", opening && { value: opening.text, source: opening.text }],
        ["words", { value: String(all.match(/\p{L}{2,}/gu)?.length ?? 0), source: "all pages" }],
        ["date", dateField(rows, language)],
      ],
    })
  },
})

/** A short line of capitalised words, alone or after a number. */
function isHeading(text: string): boolean {
  const words = text.replace(/^\d+\.\s*/, "").match(/\p{L}+/gu) ?? []
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
  return (
    words.length >= 1 && words.length <= 8 && text.length >= 6 && capitals / words.length >= 0.7 && !/[.;,]$/.test(text)
  )
}
