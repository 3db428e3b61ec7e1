import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import type { Line } from "./activities.ts"
import { mappers, sum, toPrices } from "./activities.ts"

const Order = Schema.Struct({
  customer: Schema.Struct({ name: Schema.String, address: Schema.Struct({ city: Schema.String }) }),
  lines: Schema.Array(Schema.Struct({ label: Schema.String, price: Schema.Number })),
  discount: Schema.optional(Schema.Number),
})

export const inlining = flow("inlining", { input: Order })
  // Shorthand, renamed and nested reads.
  .let("lines", ({ input }) => input.lines)
  .let("shorthand", ({ lines }) => ({ lines }))
  .let("renamed", ({ lines: all }) => ({ all, first: all[0] }))
  .let("byScope", (scope) => scope.lines.length + scope["renamed"].all.length)
  .let(
    "nested",
    ({
      input: {
        customer: {
          name,
          address: { city },
        },
      },
    }) => `${name} from ${city}`,
  )
  .let("withDefault", ({ input: { discount = 5 }, lines }) => lines.length * discount)
  .let("list", ({ lines: [first, ...others] }) => ({ first: first?.label, others: others.length }))
  // Names declared inside hide those of the scope.
  .let("hidden", ({ lines, byScope }) => lines.map((lines) => lines.price + byScope).map((byScope) => byScope * 2))
  // Bodies with one return, with statements, with their own destructuring.
  .let("returned", ({ lines }) => {
    // the one and only return
    return lines.length
  })
  .let("statements", ({ lines, byScope }) => {
    let total = 0
    for (const { price } of lines) {
      // prices are whole
      total += Math.round(price)
    }
    return total * byScope
  })
  .let("insideOut", (scope) => {
    const { lines, byScope: count } = scope
    return lines.length === count
  })
  .let("expression", function ({ lines }) {
    return lines.length
  })
  // The whole scope, a rest of it, and functions passed by name.
  .let("whole", (scope) => Object.keys(scope).length)
  .let("rest", ({ input, lines, ...rest }) => Object.keys(rest).length + input.lines.length + lines.length)
  .let("byName", mappers.count)
  .step("sum", sum, toPrices)
  // Comments, templates over several lines, types, casts.
  .let(
    "commented",
    ({ lines }) =>
      // how many there are
      lines.length /* as a number */ + 1,
  )
  .let("object", ({ lines, sum }) => ({
    // the number of lines
    count: lines.length,
    nested: {
      sum, // the sum
      text: `line one
  line two: ${sum}
`,
    },
  }))
  .let("typed", ({ lines }): ReadonlyArray<Line> => lines.filter((line): line is Line => line.price > 0))
  .let("cast", ({ input }) => input as { readonly lines: ReadonlyArray<Line> })
  .let("chain", ({ lines }) =>
    lines
      .map((line) => line.price)
      .filter((price) => price > 1)
      .join("+"),
  )
  .let("annotated", ({ lines }: { readonly lines: ReadonlyArray<Line> }) => lines.length)
  .let("called", ({ lines }) => lines.map(({ label }: Pick<Line, "label">) => label).join())
  .step("again", sum, ({ lines }) => ({
    // only the dear ones
    prices: lines
      .map((line) => line.price)
      .filter((price) => price > 10 && price < 1_000_000 && Number.isFinite(price)),
  }))
  .returns((scope) => {
    const { input, ...rest } = scope
    return { ...rest, city: input.customer.address.city }
  })
