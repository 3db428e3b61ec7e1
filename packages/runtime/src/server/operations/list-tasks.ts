import * as Schema from "effect/Schema"
import { anyValue, countFrom, moment } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { described } from "../api/described.ts"

const task = described(
  {
    execution: Schema.String,
    workflow: Schema.String,
    path: Schema.String,
    openedMs: moment,
    dueMs: Schema.optionalKey(moment),
    asks: anyValue.annotate({ description: "What is shown, whom it is for, and the form as JSON Schema" }),
    token: Schema.String.annotate({ description: "Completes it" }),
  },
  "Task",
)

/** Lists open questions to people. */
export const listTasks: Operation = operation({
  name: "listTasks",
  method: "GET",
  path: "/tasks",
  summary: "List the open questions to people, those asked first first",
  query: { limit: Schema.optionalKey(countFrom(1, 1_000)) },
  success: Schema.Struct({ items: Schema.Array(task) }),
  run: async ({ query }, { engine }) => {
    const tasks = await engine.tasks(query)
    return { items: tasks.map(({ dueMs, ...rest }) => ({ ...rest, ...(dueMs === undefined ? {} : { dueMs }) })) }
  },
})
