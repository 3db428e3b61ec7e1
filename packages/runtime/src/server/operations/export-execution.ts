import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as Schema from "effect/Schema"
import { exportedExecutions } from "../../durable/details/exported-executions.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { jsonLines } from "../json-lines.ts"
import { detailsSchema, statusSchema } from "./execution-schemas.ts"

const lines = HttpApiSchema.StreamNdjson({ schema: detailsSchema })

/** Gives all executions with all there is of them, a line of JSON each. */
export const exportExecutions: Operation = operation({
  name: "exportExecutions",
  method: "GET",
  path: "/export",
  summary: "Export executions, the last one started first, as lines of JSON",
  details: "Each line is what 'GET /executions/{id}' gives. What is started meanwhile is not among them.",
  query: { workflow: Schema.optionalKey(Schema.String), status: Schema.optionalKey(statusSchema) },
  success: lines,
  run: async ({ query }, { engine }) => jsonLines(exportedExecutions(engine, query)),
})

/** Gives all there is of an execution, as a line of JSON. */
export const exportExecution: Operation = operation({
  name: "exportExecution",
  method: "GET",
  path: "/executions/:id/export",
  summary: "Export an execution, as a line of JSON",
  params: { id: Schema.String },
  success: lines,
  failures: [404],
  run: async ({ params: { id } }, { engine }) => jsonLines([await engine.history(id)]),
})
