import * as Schema from "effect/Schema"

/** The input of the small works, checked. */
export const CheckedCount = Schema.Struct({ n: Schema.Number })

/** Makes the schema of the input with six fields; each has a syntax tree of its own. */
export function makeOrder() {
  return Schema.Struct({
    id: Schema.String,
    customer: Schema.String,
    cents: Schema.Number,
    quantity: Schema.Number,
    speed: Schema.Literals(["slow", "normal", "fast"]),
    items: Schema.Array(Schema.Number),
  })
}

export const Order = makeOrder()
