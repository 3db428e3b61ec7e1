import type { StepPath } from "@millrace/plan"
import type { FailureFacts } from "../../events/event.ts"

/** What every event of a journal says. */
export interface JournalEventBase {
  /** Ask for what came behind this event with it, also after a restart. */
  readonly cursor: string
  /** The id of the execution. */
  readonly execution: string
  /** The id of the execution that this one is a child of. */
  readonly parent?: string
  readonly workflow: string
  readonly version?: string
  /** The digest of the plan. */
  readonly digest: string
  /** The step it is about; `""` is the workflow. */
  readonly path: StepPath
  /** Milliseconds since 1970. */
  readonly time: number
  /** Of what ends something: how long that took. Absent where nobody knows when it began, as in journals of before. */
  readonly durationMs?: number
}

/** What was recorded, apart from where and when. */
export type JournalEventFacts =
  | { readonly type: "execution.started" }
  | { readonly type: "execution.completed"; readonly durationMs: number }
  | { readonly type: "execution.failed"; readonly durationMs: number; readonly failure: FailureFacts }
  | { readonly type: "execution.timed-out"; readonly durationMs: number; readonly failure: FailureFacts }
  | { readonly type: "execution.cancelled"; readonly durationMs: number }
  | { readonly type: "execution.suspended"; readonly reason: string }
  | { readonly type: "execution.cancelling" | "execution.retried" }
  | { readonly type: "step.completed" }
  | { readonly type: "step.failed"; readonly failure: FailureFacts }
  | { readonly type: "step.cancelled" }
  | { readonly type: "step.retrying"; readonly attempt: number; readonly dueMs: number; readonly failure: FailureFacts }
  | { readonly type: "decision.made"; readonly decision: string }
  | { readonly type: "timer.set"; readonly dueMs: number }
  | { readonly type: "timer.fired" }
  | { readonly type: "signal.received" }
  | { readonly type: "task.completed" }
  | { readonly type: "webhook.opened" }
  | { readonly type: "webhook.received" }
  | { readonly type: "wait.expired" }
  | { readonly type: "child.started" }
  | { readonly type: "child.completed" }
  | { readonly type: "child.failed"; readonly failure: FailureFacts }
  | { readonly type: "compensation.completed" }
  | { readonly type: "compensation.failed"; readonly failure: FailureFacts }
  | { readonly type: "resource.acquired" | "resource.released" }
  | { readonly type: "resource.failed"; readonly failure: FailureFacts }
  /** What a later version of the journal has recorded, by its kind. */
  | { readonly type: "entry.recorded"; readonly kind: string }

/**
 * One thing that a journal has recorded.
 *
 * **Details**
 *
 * `step.completed` and the like come when they are on the disk, once, whatever crashed in between. Names are those of
 * `ExecutionEvent` where they mean the same. `step.retrying` says which attempt has failed, and when the next is due.
 * `durationMs` of an execution runs from its start, waits and restarts included; of all else from when it began until its
 * end was recorded, attempts and the waits between them included. What an earlier life has begun counts from the first that
 * was recorded of it: a deadline, an attempt that failed, the start of a child, a URL that was given away. Of a step that
 * was in flight when its process ended nothing may have been: it counts from when it was begun again.
 *
 * @since 0.1.0
 */
export type JournalEvent = JournalEventFacts extends infer Facts
  ? Facts extends JournalEventFacts
    ? JournalEventBase & Facts
    : never
  : never
