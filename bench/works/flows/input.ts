import * as Schema from "effect/Schema"
import type { StandardSchemaV1 } from "effect/StandardSchema"

/** The type of an input that is taken as it is, as code written by hand takes it. */
function asGiven<Input>(): StandardSchemaV1<Input, Input> {
  return {
    "~standard": {
      version: 1,
      vendor: "millrace-bench",
      // The caller's type is believed.
      validate: (value) => ({ value: value as Input }),
    },
  }
}

export const Count: StandardSchemaV1<{ readonly n: number }, { readonly n: number }> = asGiven()

/** The same input, checked. */
export const CheckedCount = Schema.Struct({ n: Schema.Number })

export const Order = Schema.Struct({
  id: Schema.String,
  customer: Schema.String,
  cents: Schema.Number,
  quantity: Schema.Number,
  speed: Schema.Literals(["slow", "normal", "fast"]),
  items: Schema.Array(Schema.Number),
})
