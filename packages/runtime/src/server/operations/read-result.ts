import * as Schema from "effect/Schema"
import { ends } from "../../journal/execution-row.ts"
import { usualWaitMs, waiting } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { outcomeSchema } from "./execution-schemas.ts"

/** Waits for the end of an execution. */
export const readResult: Operation = operation({
  name: "readResult",
  method: "GET",
  path: "/executions/:id/result",
  summary: "Wait for the end of an execution",
  details:
    "Answers 200 when it has ended, whatever it has come to, and 202 when it has not after 'waitMs' (20000 unless given), or is suspended.",
  params: { id: Schema.String },
  query: waiting,
  success: outcomeSchema,
  otherStatuses: [202],
  failures: [404],
  run: async ({ params: { id }, query: { waitMs = usualWaitMs } }, { engine }) => {
    const outcome = await engine.outcome(id, { waitMs })
    return ends.has(outcome.status) ? outcome : Response.json(outcome, { status: 202 })
  },
})
