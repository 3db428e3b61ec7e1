import * as Schema from "effect/Schema"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { detailsSchema } from "./execution-schemas.ts"

/** Gives all there is of an execution. */
export const readExecution: Operation = operation({
  name: "readExecution",
  method: "GET",
  path: "/executions/:id",
  summary: "Read an execution, with its entries, what it waits for, and messages that it has not taken",
  params: { id: Schema.String },
  success: detailsSchema,
  failures: [404],
  run: ({ params: { id } }, { engine }) => engine.history(id),
})
