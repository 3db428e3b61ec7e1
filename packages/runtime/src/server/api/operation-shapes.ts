import * as Schema from "effect/Schema"

/** The parameters of a path or a query. */
export type AnyParams = Schema.Struct.Fields

/** Any value of JSON. */
export const anyValue: Schema.Unknown = Schema.Unknown

/** Milliseconds since 1970. */
export const moment: Schema.Finite = Schema.Finite.annotate({ description: "Milliseconds since 1970" })

/** How long a request waits for the end of an execution unless it says so, in milliseconds. */
export const usualWaitMs = 20_000

/** How long a request may wait for the end of an execution. */
export const waiting: { readonly waitMs: Schema.optionalKey<Schema.Int> } = {
  waitMs: Schema.optionalKey(countFrom(0, 300_000)),
}

/** A whole number of a query. */
export function countFrom(minimum: number, maximum: number): Schema.Int {
  return Schema.Int.check(Schema.isBetween({ minimum, maximum }))
}
