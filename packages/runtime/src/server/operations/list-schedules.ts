import * as Schema from "effect/Schema"
import { described } from "../api/described.ts"
import { moment } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"

const schedule = described(
  {
    name: Schema.String,
    cron: Schema.String,
    timeZone: Schema.String,
    workflow: Schema.String,
    nextDueMs: moment,
    last: Schema.optionalKey(Schema.Struct({ dueMs: moment, execution: Schema.String })),
    skippedMs: Schema.optionalKey(moment),
  },
  "Schedule",
)

/** Lists what starts executions by the clock. */
export const listSchedules: Operation = operation({
  name: "listSchedules",
  method: "GET",
  path: "/schedules",
  summary: "List the schedules: when each is due next, and what it has started",
  success: Schema.Struct({ items: Schema.Array(schedule) }),
  run: async (_, { engine }) => ({ items: await engine.schedules() }),
})
