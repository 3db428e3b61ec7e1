import * as Schema from "effect/Schema"
import { summaryOf } from "../../durable/details/execution-details.ts"
import { countFrom } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { statusSchema, summarySchema } from "./execution-schemas.ts"

/** Lists executions. */
export const listExecutions: Operation = operation({
  name: "listExecutions",
  method: "GET",
  path: "/executions",
  summary: "List executions, the last one started first",
  details: "'next' of an answer is 'before' of the request for the page behind it; the last page has none.",
  query: {
    workflow: Schema.optionalKey(Schema.String),
    status: Schema.optionalKey(statusSchema),
    limit: Schema.optionalKey(countFrom(1, 1_000)),
    before: Schema.optionalKey(Schema.String),
  },
  failures: [404],
  success: Schema.Struct({ items: Schema.Array(summarySchema), next: Schema.optionalKey(Schema.String) }),
  run: async ({ query }, { engine }) => {
    const { items, ...rest } = await engine.list(query)
    return { items: items.map((row) => summaryOf(row)), ...rest }
  },
})
