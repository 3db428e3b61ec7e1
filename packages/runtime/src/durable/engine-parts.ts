import type * as Clock from "effect/Clock"
import type { AnyActivity } from "@millrace/plan"
import type { Journal } from "../journal/journal.ts"
import type { PayloadFormat } from "../journal/payloads/payload-format.ts"
import type { TokenClaims } from "../webhooks/token.ts"
import type { DurableRunner } from "./life/execution-life.ts"
import type { Underway } from "./life/underway.ts"
import type { LiveEvents } from "./events/live-events.ts"
import type { Gate } from "./scheduling/gate.ts"
import type { EngineMetrics } from "./telemetry/engine-metrics.ts"
import type { Traces } from "./telemetry/traces.ts"
import type { ValueCodec } from "./values/step-values.ts"

/** What an engine and its executions share. */
export interface EngineParts {
  readonly journal: Journal
  readonly format: PayloadFormat
  readonly outputs: (activity: AnyActivity) => ValueCodec
  readonly clock: Clock.Clock
  /** What everything new in an execution passes before it begins. */
  readonly gate: Gate
  readonly underway: Underway
  /** Gives the URL of a wait for a call; absent where the engine does not know where it is reached. */
  readonly urlOf: ((claims: TokenClaims) => Promise<string>) | undefined
  /** By the name of the workflow. */
  readonly runners: ReadonlyMap<string, DurableRunner>
  readonly metrics: EngineMetrics | undefined
  readonly traces: Traces | undefined
  /** Who claims executions, for people to see. */
  readonly owner: string
  readonly maximumExecutions: number
  readonly setAsideAfterMs: number
  /** Who is told what executions do. */
  readonly live: LiveEvents
  readonly onError: (error: unknown) => void
}
