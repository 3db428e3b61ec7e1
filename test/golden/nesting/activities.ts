import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Torn extends Data.TaggedError("Torn")<{ readonly sheet: string }> {}

export interface Stack {
  readonly kind: "letters" | "forms" | "empty"
  readonly sheets: ReadonlyArray<string>
}

export const sortSheets = activity("sort-sheets", ({ sheets }: { readonly sheets: ReadonlyArray<string> }): Stack => ({
  kind: sheets.length === 0 ? "empty" : (sheets[0] ?? "").startsWith("f") ? "forms" : "letters",
  sheets,
}))

export const scan = activity("scan", {
  errors: [Torn],
  run: async ({ sheet, page }: { readonly sheet: string; readonly page: number }) => {
    if (sheet.includes("torn")) throw new Torn({ sheet })
    return `${page}:${sheet}`
  },
})

export const weigh = activity("weigh", ({ sheet }: { readonly sheet: string }) => sheet.length)

export const mend = activity("mend", ({ sheet }: { readonly sheet: string }) => sheet.replace("torn", "mended"))
