import * as Schema from "effect/Schema"
import type { ExecutionDetails, ExecutionOutcome, ExecutionSummary } from "../../durable/details/execution-details.ts"
import { described } from "../api/described.ts"
import type { Described } from "../api/described.ts"
import { anyValue, moment } from "../api/operation-shapes.ts"

/** Where an execution stands. */
export const statusSchema: Schema.Literals<
  readonly ["ready", "running", "waiting", "suspended", "completed", "failed", "timed-out", "cancelled"]
> = Schema.Literals(["ready", "running", "waiting", "suspended", "completed", "failed", "timed-out", "cancelled"])

const summaryFields = {
  id: Schema.String,
  workflow: Schema.String,
  version: Schema.optionalKey(Schema.String),
  digest: Schema.String.annotate({ description: "The fingerprint of the plan" }),
  parent: Schema.optionalKey(Schema.String.annotate({ description: "The execution that this one is a child of" })),
  priority: Schema.Finite,
  status: statusSchema,
  reason: Schema.optionalKey(Schema.String.annotate({ description: "Why it is suspended" })),
  startedMs: moment,
  changedMs: moment,
}

const failureSchema = Schema.Struct({
  tag: Schema.String,
  message: Schema.String,
  fields: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown)),
})

const outcomeFields = {
  status: statusSchema,
  reason: Schema.optionalKey(Schema.String),
  output: Schema.optionalKey(anyValue),
  failure: Schema.optionalKey(failureSchema),
}

const readValue = { value: Schema.optionalKey(anyValue), unreadable: Schema.optionalKey(Schema.String) }

const entrySchema = Schema.Struct({
  sequence: Schema.Finite,
  path: Schema.String,
  kind: Schema.String,
  fingerprint: Schema.String,
  beganMs: Schema.optionalKey(moment),
  recordedMs: moment,
  ...readValue,
})

const waitSchema = Schema.Struct({
  path: Schema.String,
  kind: Schema.Literals(["timer", "signal", "human", "webhook"]),
  dueMs: Schema.optionalKey(moment),
  openedMs: moment,
  ...readValue,
})

const messageSchema = Schema.Struct({
  id: Schema.String,
  kind: Schema.String,
  address: Schema.String,
  source: Schema.String,
  receivedMs: moment,
  ...readValue,
})

/** An execution as a list shows it. */
export const summarySchema: Described<ExecutionSummary> = described(summaryFields, "ExecutionSummary")

/** What an execution has come to so far. */
export const outcomeSchema: Described<ExecutionOutcome> = described(outcomeFields, "ExecutionOutcome")

/** All there is of an execution. */
export const detailsSchema: Described<ExecutionDetails> = described(
  {
    ...summaryFields,
    ...outcomeFields,
    input: Schema.optionalKey(anyValue),
    entries: Schema.Array(entrySchema),
    waits: Schema.Array(waitSchema),
    messages: Schema.Array(messageSchema),
  },
  "ExecutionDetails",
)
