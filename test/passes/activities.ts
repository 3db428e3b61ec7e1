import { activity } from "@millrace/dsl/activity"

/** A page of a document, as a picture. */
export interface Page {
  readonly id: string
  readonly image: Uint8Array
}

export const render = activity("render", async (given: { readonly path: string }): Promise<ReadonlyArray<Page>> => [
  { id: given.path, image: new Uint8Array(1_000_000) },
])

export const count = activity("count", (given: { readonly pages: ReadonlyArray<Page> }) => given.pages.length)

export const recognise = activity("recognise", async (given: { readonly page: Page }) => `text of ${given.page.id}`)

export const judge = activity("judge", (given: { readonly text: string }): "good" | "poor" =>
  given.text.length > 10 ? "good" : "poor",
)

export const store = activity("store", async (given: { readonly text: string }) => given.text.length)

export const discard = activity("discard", async (_given: { readonly path: string }) => undefined)
