import { activity } from "@millrace/dsl"

export type Kind = "invoice" | "receipt" | "other"

export const classify = activity("classify", ({ text }: { readonly text: string }) => {
  const label: Kind = text.startsWith("i") ? "invoice" : text.startsWith("r") ? "receipt" : "other"
  return { label }
})

export const readInvoice = activity("read-invoice", ({ text }: { readonly text: string }) => ({ total: text.length }))

export const readReceipt = activity("read-receipt", ({ text }: { readonly text: string }) => ({
  total: text.length / 2,
}))
