import { activity } from "@millrace/dsl"

export const total = activity(
  "total",
  (order: { readonly prices: ReadonlyArray<number>; readonly size: "big" | "small" }) =>
    order.prices.reduce((sum, price) => sum + price, 0),
)
