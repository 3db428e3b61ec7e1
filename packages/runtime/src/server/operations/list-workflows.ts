import * as Schema from "effect/Schema"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { described } from "../api/described.ts"

const workflow = described(
  {
    name: Schema.String,
    version: Schema.optionalKey(Schema.String),
    digest: Schema.String,
    steps: Schema.Array(
      Schema.Struct({ path: Schema.String, kind: Schema.String, activity: Schema.optionalKey(Schema.String) }),
    ),
  },
  "Workflow",
)

/** Lists the workflows that can be started. */
export const listWorkflows: Operation = operation({
  name: "listWorkflows",
  method: "GET",
  path: "/workflows",
  summary: "List the workflows that can be started, with their steps",
  success: Schema.Struct({ items: Schema.Array(workflow) }),
  run: async (_, { engine }) => ({
    items: engine.workflows.map(({ name, version, digest, steps }) => {
      return { name, ...(version === undefined ? {} : { version }), digest, steps }
    }),
  }),
})
