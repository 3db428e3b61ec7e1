import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"

export class Busy extends Data.TaggedError("Busy")<{ readonly after: number }> {}

export const fetchPage = activity("fetch-page", {
  errors: [Busy],
  run: ({ url }: { readonly url: string }, { attempt }) => {
    if (url.endsWith("busy") && attempt < 3) throw new Busy({ after: attempt })
    return { body: `<p>${url}</p>` }
  },
})

export const countWords = activity("count-words", (page: { readonly body: string }) => page.body.split(/\W+/).length)

export const describe = activity(
  "describe",
  (scope: { readonly input: { readonly url: string } }) => `page of ${scope.input.url}`,
)

export const notify = activity("notify", () => undefined)
