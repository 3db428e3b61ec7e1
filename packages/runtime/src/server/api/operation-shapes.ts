import * as Schema from "effect/Schema"

/** The parameters of a path or a query. */
export type AnyParams = Schema.Struct.Fields

/** Any value of JSON. */
export const anyValue: Schema.Unknown = Schema.Unknown

/** Milliseconds since 1970. */
export const moment: Schema.Finite = Schema.Finite.annotate({ description: "Milliseconds since 1970" })

/** A whole number of a query. */
export function countFrom(minimum: number, maximum: number): Schema.Int {
  return Schema.Int.check(Schema.isBetween({ minimum, maximum }))
}
