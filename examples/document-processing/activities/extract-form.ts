import { activity } from "@millrace/dsl/activity"
import { Fields } from "../document.ts"
import { collectFields, firstMatch } from "../extraction/collect-fields.ts"
import { ExtractionInput } from "../extraction/extraction-input.ts"
import { textOf } from "../extraction/text-of.ts"
import { FieldsMissing } from "../failures.ts"

/** Finds what a form is called, who issues it, and how many blanks it has to fill in. */
export const extractForm = activity("extract-form", {
  input: ExtractionInput,
  output: Fields,
  errors: [FieldsMissing],
  effects: "none",
  run: ({ readings }): Fields => {
    const { lines } = textOf(readings)
    const texts = lines.map((line) => line.text)
    const blanks = texts.filter((text) => blank.test(text))
    return collectFields({
      type: "form",
      required: ["title"],
      sought: [
        ["title", titleIn(texts)],
        ["number", numberIn(texts)],
        ["issuer", firstMatch(texts, /((?:department|ministry|agency|office|bundes\w+|finanzamt)\b.*)/i)],
        ["omb number", firstMatch(texts, /OMB\s+No\.?\s*(\d{4}-\d{4})/i)],
        ["year", firstMatch(texts.slice(0, 20), /\b((?:19|20)\d{2})\b/)],
        [
          "blanks",
          blanks.length > 0 ? { value: String(blanks.length), source: blanks.slice(0, 3).join(" · ") } : undefined,
        ],
      ],
    })
  },
})

const blank =
  /\b(?:first name|last name|initial|date of birth|signature|social security|address|telephone|phone no|city|state|zip|occupation|sign here)\b/i

function titleIn(texts: ReadonlyArray<string>): { readonly value: string; readonly source: string } | undefined {
  const index = texts.findIndex((text) =>
    /\b(?:return for|notice of|application (?:for|form)|request for|antrag auf|declaration of)\b/i.test(text),
  )
  const source = texts[index]
  if (source === undefined) return undefined
  const capitals = source.match(/\b[A-Z]{2,}(?:\s+[A-Z]{2,}){2,}/)?.[0]
  const next = texts[index + 1] ?? ""
  const goesOn = /\b(?:and|of|for|the)$/i.test(source) ? ` ${next.replace(/^\s*\S*\d\S*\s+/, "")}` : ""
  return { value: (capitals ?? `${source}${goesOn}`).replace(/\s*\(\d+\)$/, ""), source }
}

function numberIn(texts: ReadonlyArray<string>): { readonly value: string; readonly source: string } | undefined {
  return (
    firstMatch(texts, /\bForm\s+((?:[A-Z]{1,3}[- ]?)?\d{2,5}[A-Z-]*\d*)\b/) ?? firstMatch(texts, /^(\d{4}[A-Z]{1,3})\b/)
  )
}
