import * as Schema from "effect/Schema"
import { anyValue } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"

/** Sends a message to a signal. */
export const sendSignal: Operation = operation({
  name: "sendSignal",
  method: "POST",
  path: "/executions/:id/signals/:signal",
  summary: "Send a message to a signal, by its name or path",
  details:
    "It is kept when this answers. The same 'id' again changes nothing, and is refused with another payload (409).",
  params: { id: Schema.String, signal: Schema.String },
  payload: Schema.Struct({ payload: Schema.optionalKey(anyValue), id: Schema.optionalKey(Schema.NonEmptyString) }),
  failures: [404, 409, 413, 422, 503],
  run: ({ params, payload: { payload, ...options } }, { engine }) =>
    engine.signal(params.id, params.signal, payload, { ...options, source: "http" }),
})
