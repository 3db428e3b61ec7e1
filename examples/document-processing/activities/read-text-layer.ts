import { activity } from "@millrace/dsl/activity"
import { Page, Reading } from "../document.ts"
import { qualityOf } from "../reading/quality-of.ts"

/** Takes the text that a PDF page carries: exact, and at no cost. */
export const readTextLayer = activity("read-text-layer", {
  input: Page,
  output: Reading,
  effects: "none",
  run: ({ image, textLayer = [] }): Reading => ({
    source: "text-layer",
    image,
    treatment: "none",
    lines: textLayer,
    confidence: 1,
    ...qualityOf(textLayer, 1),
    attempts: 1,
  }),
})
