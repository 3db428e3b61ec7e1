import * as Schema from "effect/Schema"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { outcomeSchema } from "./execution-schemas.ts"

/** Lets a failed execution go on from the step that failed. */
export const retryExecution: Operation = operation({
  name: "retryExecution",
  method: "POST",
  path: "/executions/:id/retry",
  summary: "Let a failed execution go on, from the step that failed",
  params: { id: Schema.String },
  success: outcomeSchema,
  failures: [404, 409, 503],
  run: async ({ params: { id } }, { engine }) => {
    await engine.retry(id)
    return engine.outcome(id)
  },
})
