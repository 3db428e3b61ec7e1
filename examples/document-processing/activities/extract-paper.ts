import { activity } from "@millrace/dsl/activity"
import { Fields } from "../document.ts"
import type { Line } from "../document.ts"
import { collectFields, firstMatch } from "../extraction/collect-fields.ts"
import { ExtractionInput } from "../extraction/extraction-input.ts"
import { textOf } from "../extraction/text-of.ts"
import { largestLines } from "../extraction/title.ts"
import { FieldsMissing } from "../failures.ts"

/** Finds title, authors and abstract of a scientific paper. */
export const extractPaper = activity("extract-paper", {
  input: ExtractionInput,
  output: Fields,
  errors: [FieldsMissing],
  effects: "none",
  run: ({ readings }): Fields => {
    const first = textOf(readings.slice(0, 1))
    const title = largestLines(first.lines)
    const texts = first.lines.map((line) => line.text)
    return collectFields({
      type: "paper",
      required: ["title", "abstract"],
      sought: [
        ["title", title && { value: title.text, source: `the largest print on page 1` }],
        ["authors", title && authorsAfter(first.lines, title.last)],
        ["abstract", abstractIn(texts)],
        ["doi", firstMatch(texts, /\b(10\.\d{4,}\/[^\s,;]+)/)],
        ["published", firstMatch(texts, /\b((?:19|20)\d{2})\b/)],
      ],
    })
  },
})

/** The first line below the title that looks like a list of names: capitalised words, at least one comma or `and`. */
function authorsAfter(
  lines: ReadonlyArray<Line>,
  title: Line,
): { readonly value: string; readonly source: string } | undefined {
  const below = lines.filter((line) => line.top > title.top && line.top - title.top < 0.2)
  const names = below.filter(({ text }) => {
    const words = text.match(/\p{L}[\p{L}.'’-]*/gu) ?? []
    const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length
    return (
      words.length >= 4 &&
      capitals / words.length > 0.75 &&
      /,|\band\b/.test(text) &&
      !/universit|department|corporation|institute|@/i.test(text)
    )
  })
  if (names.length === 0) return undefined
  const value = names
    .slice(0, 3)
    .map(({ text }) => text)
    .join(", ")
    .replace(/[*∗†‡§#+®™^’"“”$]+|\b[a-e](?=,|\s|$)|\d+/gu, "")
    .replace(/\s*,(?:\s*,)*/g, ",")
    .replace(/\s+/g, " ")
    .replace(/[,\s]+$/, "")
  return { value, source: names[0]?.text ?? "" }
}

/** What stands under the heading `Abstract`, or after `Aim:` where an abstract has parts, shortened to a few lines. */
function abstractIn(texts: ReadonlyArray<string>): { readonly value: string; readonly source: string } | undefined {
  const heading = texts.findIndex((text) => /^a\s?b\s?s\s?t\s?r\s?a\s?c\s?t\b/i.test(text))
  const at =
    heading >= 0 ? heading : texts.findIndex((text) => /^(?:aim|objective|background|summary)s?\s?:/i.test(text))
  if (at < 0) return undefined
  const source = texts[at] ?? ""
  const body = [source.replace(/^a\s?b\s?s\s?t\s?r\s?a\s?c\s?t[\s.:—-]*/i, ""), ...texts.slice(at + 1, at + 8)]
  const value = body
    .filter((text) => text !== "")
    .join(" ")
    .replace(/(\p{L})- (\p{Ll})/gu, "$1$2")
  return { value: value.length > 280 ? `${value.slice(0, 279).trimEnd()}…` : value, source }
}
