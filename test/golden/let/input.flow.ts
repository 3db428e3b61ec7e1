import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { total } from "./activities.ts"

export const lets = flow("lets", { input: Schema.Struct({ prices: Schema.Array(Schema.Number) }) })
  .let("prices", ({ input }) => input.prices.filter((price) => price > 0))
  .let("size", ({ prices }) => (prices.length > 2 ? "big" : "small"))
  .let("none", () => [])
  .let("limit", () => 10)
  // millrace-ignore VALUE.UNREAD: what is not read is not run
  .let("unread", () => "nobody reads this")
  .let("first", ({ prices }) => prices.at(0)?.toFixed(2))
  // millrace-ignore VALUE.UNREAD: what may fail is run all the same
  .let("unreadButRun", ({ input }) => input.prices.map((price) => price.toFixed(2)))
  .let("sorted", ({ prices }): ReadonlyArray<number> => [...prices].sort((a, b) => a - b))
  .step("total", total, ({ sorted, size }) => ({ prices: sorted, size }))
  .returns(({ total, size, none, limit, first }) => ({ total, size, none, overLimit: total > limit, first }))
