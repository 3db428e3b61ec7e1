import * as Schema from "effect/Schema"

/** What a customer sends. */
export const Order = Schema.Struct({
  customer: Schema.String,
  lines: Schema.Array(Schema.Struct({ sku: Schema.String, quantity: Schema.Int })),
})
