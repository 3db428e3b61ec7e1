import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { messageOf } from "../events/failure-facts.ts"
import type * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type { ExecutionRow } from "../journal/execution-row.ts"
import type { ListRequest, Page } from "../journal/journal.ts"
import { makePayloadFormat } from "../journal/payloads/payload-format.ts"
import { processName } from "../journal/sqlite/ownership.ts"
import type { PlanFacts } from "../runner/runner-type.ts"
import type { EngineServer, ServeOptions } from "../server/serve-options.ts"
import { makeSigner } from "../webhooks/token.ts"
import type { TokenSigner } from "../webhooks/token.ts"
import type { DurableEngine } from "./effect/durable-engine.ts"
import type { OpenFailure } from "./effect/engine-failures.ts"
import { engineLayer } from "./effect/engine-layer.ts"
import { Executions } from "./engine/executions.ts"
import { Inbox } from "./engine/inbox.ts"
import { openJournal } from "./engine/open-journal.ts"
import { forgetOld, retentionOf } from "./engine/retention.ts"
import { Retries } from "./engine/retries.ts"
import { Signals } from "./engine/signals.ts"
import { startExecution } from "./engine/starting.ts"
import { Tasks } from "./engine/tasks.ts"
import { keptTokenKey } from "./engine/token-key.ts"
import { WebhookCalls } from "./engine/webhook-calls.ts"
import { webhookUrls } from "./engine/webhook-urls.ts"
import type {
  CloseOptions,
  DurableExecution,
  EngineHealth,
  EngineOptions,
  OpenTask,
  SignalOptions,
  StartOptions,
} from "./engine-options.ts"
import { follow } from "./events/follow.ts"
import type { EngineEvent, EventsRequest } from "./events/follow.ts"
import { LiveEvents } from "./events/live-events.ts"
import type { EngineParts } from "./engine-parts.ts"
import type { ExecutionDetails, ExecutionOutcome } from "./details/execution-details.ts"
import type { DurableRunner } from "./life/execution-life.ts"
import { Underway } from "./life/underway.ts"
import { WorkflowUnknown } from "./failures/workflow-unknown.ts"
import { Gate } from "./scheduling/gate.ts"
import { Routine } from "./scheduling/routine.ts"
import { Scheduler } from "./scheduling/scheduler.ts"
import { planSchedules } from "./schedules/plan-schedules.ts"
import type { PlannedSchedule } from "./schedules/plan-schedules.ts"
import type { ScheduleState } from "./schedules/schedule.ts"
import { Schedules } from "./schedules/schedules.ts"
import { measuredJournal } from "./telemetry/measured-journal.ts"
import { metricsFor, tracesFor } from "./telemetry/wanted.ts"
import type { Traces } from "./telemetry/traces.ts"
import { makeOutputCodecs } from "./values/step-values.ts"
import { makeTaskTokens } from "./engine/task-tokens.ts"

/**
 * Runs executions that outlive its process.
 *
 * **Details**
 *
 * What an earlier process has left goes on when it is opened. `docs/durable.md` says what is promised.
 *
 * **Example**
 *
 * ```ts
 * await using engine = await Engine.open({ journal: "sqlite:millrace.db", runners: [order] })
 * const execution = await engine.start(order, { sku: "tea" }, { id: "order-42" })
 * console.log(await execution.result())
 * ```
 *
 * @since 0.1.0
 */
export class Engine {
  readonly #parts: EngineParts
  readonly #scheduler: Scheduler
  readonly #executions: Executions
  readonly #signals: Signals
  readonly #tasks: Tasks
  readonly #webhooks: WebhookCalls
  readonly #retries: Retries
  readonly #schedules: Schedules
  readonly #routine: Routine
  #closed: Promise<void> | undefined

  private constructor(parts: EngineParts, signer: TokenSigner, schedules: ReadonlyArray<PlannedSchedule>) {
    const scheduler = new Scheduler(parts)
    const executions = new Executions(parts, scheduler)
    const inbox = new Inbox(parts, scheduler)
    this.#parts = parts
    this.#scheduler = scheduler
    this.#executions = executions
    this.#signals = new Signals(parts, { scheduler, executions, inbox })
    this.#tasks = new Tasks(parts, { scheduler, tokens: makeTaskTokens(signer), executions, inbox })
    this.#routine = new Routine(parts)
    this.#schedules = new Schedules(parts, scheduler, schedules)
    this.#retries = new Retries(parts, scheduler)
    this.#webhooks = new WebhookCalls(parts, { scheduler, executions, signer, inbox })
  }

  /** Opens the journal, and goes on with what is in it. */
  static async open(options: EngineOptions): Promise<Engine> {
    const { runners, maximumExecutions = 100, setAsideAfterMs = 1_000 } = options
    const { clock = Effect.runSync(Clock.Clock), onEvent, onError = (error) => console.error(error) } = options
    const format = makePayloadFormat(options)
    const retentionMs = retentionOf(options.retention)
    const live = new LiveEvents()
    if (onEvent !== undefined) live.listen(onEvent)
    const metrics = await metricsFor(options.metrics)
    if (metrics !== undefined) live.listen(metrics.onEvent)
    const opened = openJournal(options.journal)
    const journal = metrics === undefined ? opened : measuredJournal(opened, metrics)
    let traces: Traces | undefined
    try {
      traces = await tracesFor(options.otlp, journal)
      if (traces !== undefined) live.listen(traces.onEvent)
      const signer = makeSigner(options.tokenKey ?? (await keptTokenKey(journal, format)))
      const parts: EngineParts = {
        journal,
        format,
        outputs: makeOutputCodecs(format),
        clock,
        gate: new Gate(),
        underway: new Underway(),
        urlOf: webhookUrls(options.webhookUrl, signer),
        runners: new Map(runners.map((runner) => [runner.plan.name, runner])),
        owner: processName(),
        maximumExecutions,
        setAsideAfterMs,
        live,
        metrics,
        traces,
        onError,
      }
      const engine = new Engine(parts, signer, planSchedules(options.schedules ?? [], new Set(parts.runners.keys())))
      engine.#scheduler.wake()
      engine.#schedules.begin(engine.#routine)
      if (retentionMs !== undefined) engine.#routine.add(() => forgetOld(parts, retentionMs))
      return engine
    } catch (problem) {
      await traces?.close()
      await journal.close()
      throw problem
    }
  }

  /** Gives an engine as a service, for those who write Effect: it is open as long as the layer is. */
  static layer(options: EngineOptions & CloseOptions): Layer.Layer<DurableEngine, OpenFailure> {
    return engineLayer((given) => Engine.open(given), options)
  }

  /**
   * Starts an execution. The same id with the same input gives the execution that has it, whatever has become of that;
   * with another input it rejects with `PayloadMismatch`.
   */
  async start<Input, Output>(
    runner: DurableRunner<Input, Output>,
    input: Input,
    options: StartOptions = {},
  ): Promise<DurableExecution<Output>> {
    const { execution, isNew } = await startExecution(this.#parts, this.#scheduler, { runner, input, options })
    const { id } = execution
    // It is the result of this runner's workflow, or of an earlier version of that.
    return { id, isNew, result: () => this.result(id) as Promise<Output> }
  }

  /**
   * Waits for the end of an execution, also over restarts. Rejects with its failure, `ExecutionCancelled`,
   * `ExecutionSuspended` or `ExecutionUnknown`.
   */
  result(id: string): Promise<unknown> {
    return this.#executions.result(id)
  }

  /** Waits likewise, and gives how it ended; one that was cancelled has failed with `ExecutionCancelled`. */
  exit(id: string): Promise<Exit.Exit<unknown, unknown>> {
    return this.#executions.exit(id)
  }

  /** Gives what is known of an execution. */
  read(id: string): Promise<ExecutionRow> {
    return this.#executions.row(id)
  }

  /** Gives all that is known of an execution: what it was given and came to, its entries and waits, with their values. */
  history(id: string): Promise<ExecutionDetails> {
    return this.#executions.history(id)
  }

  /** Waits for the end of an execution, or `waitMs`, and gives what it has come to by then. Never rejects with its failure. */
  outcome(id: string, { waitMs = 0 }: { readonly waitMs?: number } = {}): Promise<ExecutionOutcome> {
    return this.#executions.outcome(id, waitMs)
  }

  /** The workflows that this engine has runners of. */
  get workflows(): ReadonlyArray<PlanFacts> {
    return [...this.#parts.runners.values()].map(({ plan }) => plan)
  }

  /** Gives the runner of a workflow. Throws `WorkflowUnknown`. */
  runnerOf(workflow: string): DurableRunner {
    const runner = this.#parts.runners.get(workflow)
    if (runner === undefined) throw new WorkflowUnknown({ workflow, known: [...this.#parts.runners.keys()] })
    return runner
  }

  /** Lists executions, the last one started first. */
  async list(request: ListRequest = {}): Promise<Page<ExecutionRow>> {
    // Whoever goes from page to page would begin anew, and never end.
    if (request.before !== undefined) await this.#executions.row(request.before)
    return this.#parts.journal.list(request)
  }

  /**
   * Sends a message to a `signal`, by its name or path. It is kept when this resolves. Rejects with `UnknownSignal`,
   * `InvalidPayload`, `ExecutionEnded`, `ExecutionUnknown`, or `PayloadMismatch` where the id is known with another payload.
   */
  async signal(execution: string, name: string, payload: unknown, options: SignalOptions = {}): Promise<void> {
    const { id = crypto.randomUUID(), source = "signal" } = options
    await this.#signals.send(execution, { id, name, payload, source })
  }

  /** Lists the open questions to people, those that were asked first first. */
  tasks(request: { readonly limit?: number } = {}): Promise<ReadonlyArray<OpenTask>> {
    return this.#tasks.list(request)
  }

  /**
   * Answers a question. It is kept when this resolves; the same answer again changes nothing. Rejects with `TokenRefused`,
   * `InvalidAnswer`, or `PayloadMismatch` where another answer has been given.
   */
  complete(token: string, answer: unknown): Promise<void> {
    return this.#tasks.complete(token, answer)
  }

  /**
   * Answers a call to a webhook, whose URL begins with the option `webhookUrl`. It is kept when the answer is 200.
   *
   * **Example**
   *
   * ```ts
   * app.post("/hooks/:token", (context) => engine.handleWebhook(context.req.raw))
   * ```
   */
  handleWebhook(request: Request): Promise<Response> {
    return this.#webhooks.handle(request)
  }

  /** Cancels an execution, and resolves when what it has done is undone. One that has ended stays as it is. */
  cancel(id: string): Promise<void> {
    return this.#executions.cancel(id)
  }

  /** Lets a suspended execution go on, from where it was, and wakes one that waits: the code may wait no more. */
  resume(id: string): Promise<void> {
    return this.#executions.resume(id)
  }

  /**
   * Lets an execution that has failed go on from the step that failed, with what was committed before; resolves when that is
   * recorded. Rejects with `NotRetryable` where it has not failed, was cancelled, or has undone what it had done.
   */
  retry(id: string): Promise<void> {
    return this.#retries.retry(id)
  }

  /** Says where the schedules stand: when each is due next, and what it has started. */
  schedules(): Promise<ReadonlyArray<ScheduleState>> {
    return this.#schedules.list()
  }

  /** Removes executions that ended so long ago, and says how many. */
  async forget(request: { readonly endedBeforeMs: number; readonly limit?: number }): Promise<number> {
    return this.#parts.journal.forget({ limit: 1_000, ...request })
  }

  /**
   * Gives the events of all executions, those that are recorded from any place on, and goes on for as long as they are taken.
   *
   * **Example**
   *
   * ```ts
   * for await (const event of engine.events({ after: cursor })) {
   *   await told(event)
   *   cursor = event.cursor ?? cursor
   * }
   * ```
   */
  events(request: EventsRequest = {}): AsyncGenerator<EngineEvent, void, void> {
    return follow(this.#parts, request)
  }

  /** Gives its metrics as Prometheus reads them; nothing where it was opened without `metrics`. */
  async metrics(): Promise<string | undefined> {
    const { metrics, journal } = this.#parts
    if (metrics === undefined) return undefined
    const { formatUnsafe } = await import("effect/observability/PrometheusMetrics")
    metrics.set({ running: this.#scheduler.running, ...(await journal.counts()) })
    return formatUnsafe(metrics.context)
  }

  /** Says whether what should go on does: a sentence for each reason why not. */
  async health(): Promise<EngineHealth> {
    const problems = await this.#scheduler.problems().catch((failure: unknown) => [messageOf(failure)])
    return { isWell: problems.length === 0, problems }
  }

  /**
   * Serves this engine over HTTP, on loopback unless told otherwise. Close the server before the engine.
   * `docs/operations.md` has what it offers.
   */
  async serve(options: ServeOptions): Promise<EngineServer> {
    const { serve } = await import("../server/serve.ts")
    return serve(this, { onError: this.#parts.onError, ...options })
  }

  /** Whether somebody is told what executions do while they do it. */
  get isWatched(): boolean {
    return this.#parts.live.isWatched
  }

  /** Whether nothing new begins here any more. */
  get isEnding(): boolean {
    return this.#parts.gate.isClosed
  }

  /**
   * Begins nothing new, and resolves when what is in flight has ended, or `graceMs` have passed. Close it then: what has
   * not ended goes on when the journal is opened again.
   */
  async drain({ graceMs }: { readonly graceMs: number }): Promise<void> {
    await this.#routine.stop()
    await this.#scheduler.drain(graceMs)
  }

  /**
   * Stops, and gives the journal back. Nothing new begins; what is in flight may end for `graceMs`, and is interrupted then.
   * All that has not ended goes on when the journal is opened again; whoever waits for it hears `EngineClosed`.
   */
  close({ graceMs = 0 }: CloseOptions = {}): Promise<void> {
    return (this.#closed ??= this.#close(graceMs))
  }

  async #close(graceMs: number): Promise<void> {
    await this.drain({ graceMs })
    await this.#scheduler.close()
    await this.#parts.traces?.close()
    await this.#parts.journal.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}
