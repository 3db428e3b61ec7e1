import type { StepPath } from "@millrace/plan"

/** What every event says: which execution of which plan, where, and when. */
export interface EventBase {
  /** The id of the execution. */
  readonly execution: string
  /** The id of the execution that this one is a child of. */
  readonly parent?: string
  readonly workflow: string
  readonly version: string | undefined
  /** The digest of the plan. */
  readonly digest: string
  /** The step it is about; `""` is the workflow. */
  readonly path: StepPath
  /** Milliseconds since 1970. */
  readonly time: number
}

/** What an event tells of a failure: its tag (or class) and message, never its fields. */
export interface FailureFacts {
  readonly tag: string
  readonly message: string
}

/** What happened, apart from where and when. */
export type EventFacts =
  | { readonly type: "execution.started" }
  | { readonly type: "execution.completed"; readonly durationMs: number }
  | { readonly type: "execution.failed"; readonly durationMs: number; readonly failure: FailureFacts }
  | { readonly type: "execution.timed-out"; readonly durationMs: number; readonly failure: FailureFacts }
  | { readonly type: "execution.cancelled"; readonly durationMs: number }
  | { readonly type: "step.started"; readonly attempt: number; readonly activity?: string; readonly agent?: string }
  | {
      readonly type: "step.retrying"
      readonly attempt: number
      readonly delayMs: number
      readonly failure: FailureFacts
    }
  | { readonly type: "step.waiting"; readonly attempt: number }
  | {
      readonly type: "step.completed"
      readonly attempt: number
      readonly durationMs: number
      readonly cached?: true
    }
  | {
      readonly type: "step.failed"
      readonly attempt: number
      readonly durationMs: number
      readonly failure: FailureFacts
    }
  | { readonly type: "step.cancelled"; readonly attempt: number; readonly durationMs: number }
  | { readonly type: "step.skipped" }
  | { readonly type: "branch.taken"; readonly branch: string }
  | { readonly type: "loop.iterated"; readonly iteration: number }
  | { readonly type: "compensation.started"; readonly activity: string }
  | { readonly type: "compensation.completed"; readonly activity: string; readonly durationMs: number }
  | {
      readonly type: "compensation.failed"
      readonly activity: string
      readonly durationMs: number
      readonly failure: FailureFacts
    }
  | { readonly type: "sla.breached"; readonly slaMs: number }
  | { readonly type: "signal.received"; readonly signal: string }
  | { readonly type: "task.opened"; readonly assignees?: ReadonlyArray<string>; readonly deadlineMs?: number }
  | { readonly type: "task.completed"; readonly durationMs: number }

/**
 * One thing that happened in an execution.
 *
 * **Details**
 *
 * `attempt` counts from 1, and is the attempt that started, or the last one made. `durationMs` runs from the first
 * attempt's start, waits between attempts included. `step.retrying` ends an attempt that failed; the next one begins
 * with another `step.started` after `delayMs`. `branch.taken` names a branch of `when`, a case of `match`, the tag that
 * a `try` handles, or `onDeadline` of a `human`. `loop.iterated` comes after each iteration.
 * `execution.completed` carries no output. `step.completed` with `cached` gives a kept result: no attempt was made, and
 * `attempt` is 0. `compensation.*` stands at the step that is undone. `sla.breached` comes once, while the execution runs
 * on, when it has taken longer than the workflow's `sla`.
 *
 * @since 0.1.0
 */
export type ExecutionEvent = EventFacts extends infer Facts
  ? Facts extends EventFacts
    ? EventBase & Facts
    : never
  : never

/** Whether nothing comes after this event in its execution. */
export function isFinalEvent(event: ExecutionEvent): boolean {
  return event.type.startsWith("execution.") && event.type !== "execution.started"
}
