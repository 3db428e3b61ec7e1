import * as Schema from "effect/Schema"

/** What a customer orders. */
export const Order = Schema.Struct({
  customer: Schema.String,
  town: Schema.String,
  lines: Schema.Array(
    Schema.Struct({
      sku: Schema.String,
      quantity: Schema.Int,
      cents: Schema.Int.annotate({ description: "for each" }),
    }),
  ),
})

export type Order = typeof Order.Type

/** What the bank says, when it has made up its mind. */
export const PaymentAnswer = Schema.Struct({ paid: Schema.Boolean })

/** What a person says of an order that looks odd. */
export const FraudCheck = Schema.Struct({ honest: Schema.Boolean, by: Schema.String })
