import { activity } from "@millrace/dsl/activity"
import * as Data from "effect/Data"

/** A product that the price list does not have. */
export class UnknownProduct extends Data.TaggedError("UnknownProduct")<{ readonly sku: string }> {}

const prices: ReadonlyMap<string, number> = new Map([
  ["tea", 4],
  ["pot", 35],
  ["samovar", 290],
])

/** Adds up the lines of an order, in euros. */
export const price = activity("price", {
  errors: [UnknownProduct],
  run: ({ lines }: { readonly lines: ReadonlyArray<{ readonly sku: string; readonly quantity: number }> }) =>
    lines.reduce((total, { sku, quantity }) => {
      const each = prices.get(sku)
      if (each === undefined) throw new UnknownProduct({ sku })
      return total + each * quantity
    }, 0),
})

/** Looks up what share of the price a customer does not pay. */
export const discount = activity("discount", async ({ customer }: { readonly customer: string }) =>
  customer.endsWith("@millrace.example") ? 0.2 : 0,
)
