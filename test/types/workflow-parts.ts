import { activity } from "@millrace/dsl"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** The same type, not only assignable both ways. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** Compiles only for `true`. */
export function holds<Claim extends true>(_claim?: Claim): void {}

export class NotFound extends Data.TaggedError("NotFound")<{ readonly id: string }> {}
export class OutOfStock extends Data.TaggedError("OutOfStock")<{ readonly sku: string; readonly left: number }> {}

export const Order = Schema.Struct({ id: Schema.String, lines: Schema.Array(Schema.Number) })
export const Approval = Schema.Struct({ approved: Schema.Boolean, by: Schema.String })

export const sum = activity("sum", (given: { readonly lines: ReadonlyArray<number>; readonly round?: "up" | "down" }) =>
  given.lines.reduce((total, line) => total + line, 0),
)
export const find = activity("find", {
  errors: [NotFound],
  run: async (given: { readonly id: string }): Promise<{ readonly name: string; readonly vip: boolean }> => ({
    name: given.id,
    vip: false,
  }),
})
export const reserve = activity("reserve", {
  errors: [OutOfStock, NotFound],
  timeout: "5 seconds",
  run: async (given: { readonly sku: string }) => ({ reserved: given.sku }),
})
export const now = activity("now", () => 0)
export const rank = activity("rank", (given: { readonly total: number }) =>
  given.total > 100 ? Effect.succeed("high" as const) : Effect.succeed("low" as const),
)
