import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Blank extends Data.TaggedError("Blank")<{ readonly id: string }> {}

export interface Page {
  readonly id: string
  readonly text: string
}

export const ocr = activity("ocr", {
  errors: [Blank],
  run: async ({ page }: { readonly page: Page }) => {
    if (page.text === "") throw new Blank({ id: page.id })
    return page.text.toUpperCase()
  },
})

export const label = activity(
  "label",
  ({ text, index }: { readonly text: string; readonly index: number }) => `${index}: ${text}`,
)

export const pageKey = (page: Page): string => page.id
