import * as Schema from "effect/Schema"
import { anyValue } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { RequestRefused } from "../api/request-refused.ts"

/** What a URL can have as a part of its path, so that the execution can be asked for. */
const addressable = Schema.isPattern(/^(?!\.{1,2}$)/u, { expected: "an id that is not '.' or '..'" })

/** Starts an execution. */
export const startExecution: Operation = operation({
  name: "startExecution",
  method: "POST",
  path: "/executions",
  summary: "Start an execution",
  details:
    "The same id with the same input gives the execution that has it (200), another input is refused (409). Without an id it gets a random one.",
  payload: Schema.Struct({
    workflow: Schema.String,
    input: Schema.optionalKey(anyValue),
    id: Schema.optionalKey(Schema.NonEmptyString.check(addressable)),
    priority: Schema.optionalKey(Schema.Int),
  }),
  success: Schema.Struct({ id: Schema.String, isNew: Schema.Boolean }),
  otherStatuses: [201],
  failures: [404, 409, 413, 422, 503],
  run: async ({ payload: { workflow, input, ...options } }, { engine }) => {
    if (engine.isEnding) throw new RequestRefused("Ending", "this server is about to end, and takes no more work")
    // Whether it fits is for the workflow to say.
    const { id, isNew } = await engine.start(engine.runnerOf(workflow), input as never, options)
    const location = `/executions/${encodeURIComponent(id)}`
    return Response.json({ id, isNew }, { status: isNew ? 201 : 200, headers: { location } })
  },
})
