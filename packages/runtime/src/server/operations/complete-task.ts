import * as Schema from "effect/Schema"
import { anyValue } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"

/** Answers a question to a person. */
export const completeTask: Operation = operation({
  name: "completeTask",
  method: "POST",
  path: "/tasks/:token",
  summary: "Answer a question, by its token",
  details: "The body is the answer. The token is signed and says for which task it is, so no key is needed.",
  isOpen: true,
  params: { token: Schema.String },
  payload: anyValue,
  failures: [404, 409, 410, 413, 422, 503],
  run: ({ params: { token }, payload }, { engine }) => engine.complete(token, payload),
})
