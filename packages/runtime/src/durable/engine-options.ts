import type * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import type * as Metric from "effect/Metric"
import type { ExecutionEvent } from "../events/event.ts"
import type { Journal } from "../journal/journal.ts"
import type { PayloadOptions } from "../journal/payloads/payload-format.ts"
import type { Schedule } from "./schedules/schedule.ts"
import type { TraceOptions } from "./telemetry/traces.ts"
import type { DurableRunner } from "./life/execution-life.ts"

/** How an engine is opened. */
export interface EngineOptions extends PayloadOptions {
  /** A store, or `sqlite:<file>`. */
  readonly journal: Journal | `sqlite:${string}`
  /** The runners of all workflows that it may have to run. */
  readonly runners: ReadonlyArray<DurableRunner>
  /** How many executions run at once; the others wait for their turn. @default 100 */
  readonly maximumExecutions?: number
  /** How long an execution only waits before it is put out of memory, in milliseconds. @default 1000 */
  readonly setAsideAfterMs?: number
  /** What is started by the clock. */
  readonly schedules?: ReadonlyArray<Schedule>
  /** How long executions are kept after their end: `"30 days"`. @default for ever */
  readonly retention?: Duration.Input
  /** What tokens of tasks and webhooks are signed with, at least 32 bytes. @default one that the journal keeps */
  readonly tokenKey?: Uint8Array
  /** Where calls to webhooks arrive from outside; a token follows it: `https://example.org/hooks`. */
  readonly webhookUrl?: string
  /**
   * Whether what executions do is counted and timed: `true`, or the registry of effect's that it is done in.
   * @default false
   */
  readonly metrics?: boolean | Metric.MetricRegistry
  /** Where traces of what executions do are sent, as OTLP over HTTP. @default nowhere */
  readonly otlp?: TraceOptions
  readonly onEvent?: (event: ExecutionEvent) => void
  /** Is told what goes wrong that no caller hears of. @default written to stderr */
  readonly onError?: (error: unknown) => void
  /** @default the system's */
  readonly clock?: Clock.Clock
}

/** How an execution is started. */
export interface StartOptions {
  /** @default a random UUID */
  readonly id?: string
  /** Of those that wait for their turn, the one with the higher number goes first. @default 0 */
  readonly priority?: number
  /** Values that replace those of the workflow's `vars`; they are kept, and part of what is started. */
  readonly vars?: Readonly<Record<string, unknown>>
}

/** How an engine is closed. */
export interface CloseOptions {
  /** How long what is in flight may take to end, in milliseconds. @default 0 */
  readonly graceMs?: number
}

/** How a message is sent. */
export interface SignalOptions {
  /** Makes sending it twice the same as once. @default a random UUID */
  readonly id?: string
  readonly source?: string
}

/** A question to a person that is open. */
export interface OpenTask {
  readonly execution: string
  readonly workflow: string
  readonly path: string
  readonly dueMs: number | undefined
  readonly openedMs: number
  /** What the person is shown, and whom it is for; the form as JSON Schema. */
  readonly asks: unknown
  /** Completes it. */
  readonly token: string
}

/** An execution, as whoever started it holds it. */
export interface DurableExecution<Output = unknown> {
  readonly id: string
  /** Whether this start has made it; else it was there. */
  readonly isNew: boolean
  /** Waits for the end, and rejects with its failure. */
  readonly result: () => Promise<Output>
}

/** Whether what should go on does. */
export interface EngineHealth {
  readonly isWell: boolean
  /** A sentence for each reason why not. */
  readonly problems: ReadonlyArray<string>
}
