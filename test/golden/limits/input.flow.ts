import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { gate, presses, price, print } from "./activities.ts"

export const book = flow("book", {
  input: Schema.Struct({ pages: Schema.Array(Schema.Number), sku: Schema.String }),
  sla: { duration: "5 minutes" },
})
  .forEach(
    "sheets",
    ({ input }) => input.pages,
    (b) => b.step("print", print, ({ item }) => ({ page: item }), { pool: presses, rateLimit: gate }),
    { concurrency: "unbounded" },
  )
  .step("cost", price, ({ input }) => ({ sku: input.sku }), { cache: { ttl: "1 minute" } })
  .step("again", price, ({ input }) => ({ sku: input.sku }), {
    cache: { ttl: "1 minute", key: ({ input }) => `sku ${input.sku}`, maximumSize: 10 },
  })
  .returns(({ sheets, cost, again }) => ({ sheets: sheets.length, cost, again }))
