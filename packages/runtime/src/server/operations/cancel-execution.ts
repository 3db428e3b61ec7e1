import * as Schema from "effect/Schema"
import { ends } from "../../journal/execution-row.ts"
import { usualWaitMs, waiting } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { outcomeSchema } from "./execution-schemas.ts"

/** Cancels an execution. */
export const cancelExecution: Operation = operation({
  name: "cancelExecution",
  method: "POST",
  path: "/executions/:id/cancel",
  summary: "Cancel an execution, and undo what it has done",
  details:
    "Answers 200 when it has ended, and 202 when what is to be undone takes longer than 'waitMs' (20000 unless given). One that has ended stays as it is.",
  params: { id: Schema.String },
  query: waiting,
  success: outcomeSchema,
  otherStatuses: [202],
  failures: [404, 409],
  run: async ({ params: { id }, query: { waitMs = usualWaitMs } }, { engine }) => {
    const cancelled = engine.cancel(id)
    await Promise.race([cancelled, engine.outcome(id, { waitMs })])
    const outcome = await engine.outcome(id)
    if (ends.has(outcome.status)) return outcome
    // It is told why not when it is known by then, and nobody hears of it later.
    cancelled.catch(() => undefined)
    return Response.json(outcome, { status: 202 })
  },
})
