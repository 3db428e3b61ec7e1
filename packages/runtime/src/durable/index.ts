/** Executions that outlive their process: the engine, and what can go wrong around it. */
export { DurableEngine } from "./effect/durable-engine.ts"
export type { EngineEffects, TypedExecution, TypedRunner } from "./effect/durable-engine.ts"
export type {
  CompleteFailure,
  JournalFailure,
  OpenFailure,
  RetryFailure,
  SignalFailure,
  StartFailure,
  WaitFailure,
} from "./effect/engine-failures.ts"
export { Engine } from "./engine.ts"
export type {
  CloseOptions,
  DurableExecution,
  EngineHealth,
  EngineOptions,
  OpenTask,
  SignalOptions,
  StartOptions,
} from "./engine-options.ts"
export { follow } from "./events/follow.ts"
export type { EngineEvent, EventsRequest, EventSource, LiveEvent } from "./events/follow.ts"
export type { JournalEvent, JournalEventBase, JournalEventFacts } from "./events/journal-event.ts"
export { detailsOf, summaryOf } from "./details/execution-details.ts"
export type {
  EntryDetails,
  ExecutionDetails,
  ExecutionOutcome,
  ExecutionSummary,
  FailureDetails,
  MessageDetails,
  WaitDetails,
} from "./details/execution-details.ts"
export { exportedExecutions } from "./details/exported-executions.ts"
export type { Exportable } from "./details/exported-executions.ts"
export { ExecutionLife } from "./life/execution-life.ts"
export type { DurableRunner, LifeEnd, LifeParts, LifeStart } from "./life/execution-life.ts"
export { CursorInvalid } from "./failures/cursor-invalid.ts"
export { Diverged } from "./failures/diverged.ts"
export { EngineClosed } from "./failures/engine-closed.ts"
export { EngineOptionInvalid } from "./failures/engine-option-invalid.ts"
export { ExecutionSuspended } from "./failures/execution-suspended.ts"
export { ExecutionUnknown } from "./failures/execution-unknown.ts"
export { NotAcquired } from "./failures/not-acquired.ts"
export { NotRetryable } from "./failures/not-retryable.ts"
export { PayloadMismatch } from "./failures/payload-mismatch.ts"
export { TextNotKept } from "./failures/text-not-kept.ts"
export { TokenRefused } from "./failures/token-refused.ts"
export { WebhookUrlMissing } from "./failures/webhook-url-missing.ts"
export { WorkflowUnknown } from "./failures/workflow-unknown.ts"
export { digestOfInput } from "./values/input-digest.ts"
export type { TraceOptions } from "./telemetry/traces.ts"
export { schedule } from "./schedules/schedule.ts"
export type { Schedule, ScheduleOf, ScheduleState } from "./schedules/schedule.ts"
export { makeOutputCodecs } from "./values/step-values.ts"
export type { Suspension } from "./life/suspension.ts"
