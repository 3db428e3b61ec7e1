import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Missing extends Data.TaggedError("Missing")<{ readonly what: string }> {}

export const load = activity("load", {
  errors: [Missing],
  run: async ({ what }: { readonly what: string }) => {
    if (what.startsWith("no")) throw new Missing({ what })
    return `<${what}>`
  },
})

export const measure = activity("measure", (text: { readonly text: string }) => text.text.length)
