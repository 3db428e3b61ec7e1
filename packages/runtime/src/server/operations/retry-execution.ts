import * as Schema from "effect/Schema"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { RequestRefused } from "../api/request-refused.ts"
import { outcomeSchema } from "./execution-schemas.ts"

/** Lets a failed execution go on from the step that failed. */
export const retryExecution: Operation = operation({
  name: "retryExecution",
  method: "POST",
  path: "/executions/:id/retry",
  summary: "Let a failed execution go on, from the step that failed",
  params: { id: Schema.String },
  success: outcomeSchema,
  failures: [404, 409, 501, 503],
  run: async ({ params: { id } }, { engine }) => {
    if (!("retry" in engine) || typeof engine.retry !== "function") {
      throw new RequestRefused("NotOffered", "this engine cannot let failed executions go on")
    }
    await engine.retry(id)
    return engine.outcome(id)
  },
})
