import * as Schema from "effect/Schema"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { outcomeSchema } from "./execution-schemas.ts"

/** Lets a suspended execution go on. */
export const resumeExecution: Operation = operation({
  name: "resumeExecution",
  method: "POST",
  path: "/executions/:id/resume",
  summary: "Let a suspended execution go on, from where it was",
  params: { id: Schema.String },
  success: outcomeSchema,
  failures: [404, 503],
  run: async ({ params: { id } }, { engine }) => {
    await engine.resume(id)
    return engine.outcome(id)
  },
})
