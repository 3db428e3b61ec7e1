import { activity } from "@millrace/dsl"

export interface Texts {
  readonly texts: ReadonlyArray<{ readonly text: string }>
}

export interface Fields {
  readonly total: number | undefined
}

export const readMetadata = activity("read-metadata", ({ path }: { readonly path: string }) => ({
  title: `title of ${path}`,
}))

export const rasterise = activity(
  "rasterise",
  async ({ path, dpi }: { readonly path: string; readonly dpi: number }) => [
    { id: "1", image: `${path}@${dpi}` },
    { id: "2", image: `${path}#2` },
  ],
)

export const ocrPage = activity("ocr-page", ({ image }: { readonly image: string }) => ({ text: image.toUpperCase() }))

export const classify = activity("classify", ({ text }: { readonly text: string }) => {
  const label: "invoice" | "receipt" | "other" = text.startsWith("I")
    ? "invoice"
    : text.startsWith("R")
      ? "receipt"
      : "other"
  return { label }
})

export const extractInvoice = activity("extract-invoice", ({ texts }: Texts): Fields => ({ total: texts.length }))

export const extractReceipt = activity("extract-receipt", ({ texts }: Texts): Fields => ({ total: texts.length * 2 }))

export const score = activity(
  "score",
  ({ fields, quality }: { readonly fields: Fields; readonly quality: number }) => ({
    fields,
    quality: quality + (fields.total ?? 0) / 4,
  }),
)
