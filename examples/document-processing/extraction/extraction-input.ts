import * as Schema from "effect/Schema"
import { Classification, Reading } from "../document.ts"

/** What every extraction is given: the pages as read, and the language they are in. */
export const ExtractionInput = Schema.Struct({
  readings: Schema.Array(Reading),
  language: Classification.fields.language,
})
export type ExtractionInput = typeof ExtractionInput.Type
