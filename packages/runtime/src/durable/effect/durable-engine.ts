import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { ExecutionCancelled } from "../../failures/execution-cancelled.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import type { ListRequest, Page } from "../../journal/journal.ts"
import type { ChildOptions, PlanFacts } from "../../runner/runner-type.ts"
import type { Engine } from "../engine.ts"
import type { OpenTask, SignalOptions, StartOptions } from "../engine-options.ts"
import type { Provided } from "../life/execution-life.ts"
import type { ExecutionUnknown } from "../failures/execution-unknown.ts"
import type { ScheduleState } from "../schedules/schedule.ts"
import type {
  CompleteFailure,
  JournalFailure,
  RetryFailure,
  SignalFailure,
  StartFailure,
  WaitFailure,
} from "./engine-failures.ts"

/** A durable runner, with the failures of its workflow. */
export interface TypedRunner<in Input, out Output, out Failure> {
  readonly plan: PlanFacts
  readonly effect: (input: Input, options?: ChildOptions) => Effect.Effect<Output, Failure, Provided>
}

/** An execution, as whoever started it holds it. */
export interface TypedExecution<Output, Failure> {
  readonly id: string
  /** Whether this start has made it; else it was there. */
  readonly isNew: boolean
  /** Waits for the end, and fails with its failure; interrupting it ends the wait and not the execution. */
  readonly result: Effect.Effect<Output, Failure | ExecutionCancelled | WaitFailure>
}

/** What an engine does, as Effects; what is no failure of the table in `docs/durable.md` is a defect. */
export interface EngineEffects {
  /** The engine itself, for those who write promises. */
  readonly engine: Engine
  readonly start: <Input, Output, Failure>(
    runner: TypedRunner<Input, Output, Failure>,
    input: Input,
    options?: StartOptions,
  ) => Effect.Effect<TypedExecution<Output, Failure>, StartFailure>
  /** Waits for the end of an execution of which no more is known than its id. */
  readonly result: (id: string) => Effect.Effect<unknown, unknown>
  readonly read: (id: string) => Effect.Effect<ExecutionRow, JournalFailure | ExecutionUnknown>
  readonly list: (request?: ListRequest) => Effect.Effect<Page<ExecutionRow>, JournalFailure>
  readonly signal: (
    execution: string,
    name: string,
    payload: unknown,
    options?: SignalOptions,
  ) => Effect.Effect<void, SignalFailure>
  readonly tasks: (request?: { readonly limit?: number }) => Effect.Effect<ReadonlyArray<OpenTask>, JournalFailure>
  readonly complete: (token: string, answer: unknown) => Effect.Effect<void, CompleteFailure>
  readonly handleWebhook: (request: Request) => Effect.Effect<Response, JournalFailure>
  readonly cancel: (id: string) => Effect.Effect<void, WaitFailure>
  readonly resume: (id: string) => Effect.Effect<void, JournalFailure | ExecutionUnknown>
  readonly retry: (id: string) => Effect.Effect<void, RetryFailure>
  readonly schedules: Effect.Effect<ReadonlyArray<ScheduleState>, JournalFailure>
}

/** The requirement of what uses an engine. */
export type DurableEngine = EngineEffects

/**
 * The engine as a service, which `Engine.layer` opens and closes.
 *
 * **Example**
 *
 * ```ts
 * const program = Effect.gen(function* () {
 *   const engine = yield* DurableEngine
 *   const execution = yield* engine.start(quote, order, { id: "order-42" })
 *   return yield* execution.result
 * })
 *
 * Effect.runPromise(Effect.provide(program, Engine.layer({ journal: "sqlite:millrace.db", runners: [quote] })))
 * ```
 *
 * @since 0.1.0
 */
export const DurableEngine: Context.Service<DurableEngine, EngineEffects> = Context.Service<
  DurableEngine,
  EngineEffects
>("@millrace/DurableEngine")
