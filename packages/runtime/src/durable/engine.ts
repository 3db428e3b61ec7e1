import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { endingOf } from "../events/failure-facts.ts"
import { ExecutionCancelled } from "../failures/execution-cancelled.ts"
import { UnknownSignal } from "../failures/unknown-signal.ts"
import { ExecutionEnded } from "../failures/execution-ended.ts"
import { ends } from "../journal/execution-row.ts"
import type { ExecutionRow } from "../journal/execution-row.ts"
import type { ListRequest, Page } from "../journal/journal.ts"
import type { Message } from "../journal/message.ts"
import { makePayloadFormat } from "../journal/payloads/payload-format.ts"
import { processName } from "../journal/sqlite/ownership.ts"
import { sqliteStore } from "../journal/sqlite/sqlite-store.ts"
import { programOf } from "../runner/programs.ts"
import { ExecutionFacts } from "../runner/execution.ts"
import type { PlanFacts } from "../runner/runner-type.ts"
import type { DurableExecution, EngineOptions, OpenTask, SignalOptions, StartOptions } from "./engine-options.ts"
import type { EngineParts } from "./engine-parts.ts"
import { detailsOf, outcomeOf } from "./execution-details.ts"
import type { ExecutionDetails, ExecutionOutcome } from "./execution-details.ts"
import { endedExit } from "./execution-end.ts"
import type { DurableRunner, LifeEnd } from "./execution-life.ts"
import { ExecutionSuspended } from "./failures/execution-suspended.ts"
import { ExecutionUnknown } from "./failures/execution-unknown.ts"
import { PayloadMismatch } from "./failures/payload-mismatch.ts"
import { TokenRefused } from "./failures/token-refused.ts"
import { WorkflowUnknown } from "./failures/workflow-unknown.ts"
import type { EngineServer, ServeOptions } from "../server/serve-options.ts"
import { Gate } from "./gate.ts"
import { digestOfInput } from "./input-digest.ts"
import { Scheduler } from "./scheduler.ts"
import { makeOutputCodecs } from "./step-values.ts"
import { makeTaskTokens, taskMessageId } from "./task-tokens.ts"
import type { TaskTokens } from "./task-tokens.ts"

/** A wait without a deadline is not over before its execution. */
const endOfTimeMs = 8.64e15

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
  readonly #tokens: TaskTokens

  private constructor(parts: EngineParts, tokens: TaskTokens) {
    this.#parts = parts
    this.#scheduler = new Scheduler(parts)
    this.#tokens = tokens
  }

  /** Opens the journal, and goes on with what is in it. */
  static async open(options: EngineOptions): Promise<Engine> {
    const { journal, runners, maximumExecutions = 100, setAsideAfterMs = 1_000 } = options
    const { clock = Effect.runSync(Clock.Clock), onEvent, onError = (error) => console.error(error) } = options
    const format = makePayloadFormat(options)
    const tokens = makeTaskTokens(options.tokenKey)
    const opened = typeof journal === "string" ? sqliteStore({ file: journal.slice("sqlite:".length) }) : journal
    const parts: EngineParts = {
      journal: opened,
      format,
      outputs: makeOutputCodecs(format),
      clock,
      runners: new Map(runners.map((runner) => [runner.plan.name, runner])),
      gate: new Gate(),
      owner: processName(),
      maximumExecutions,
      setAsideAfterMs,
      onEvent,
      onError,
    }
    const engine = new Engine(parts, tokens)
    engine.#scheduler.wake()
    return engine
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
    const { id = crypto.randomUUID(), priority = 0 } = options
    const { name: workflow, version, digest } = runner.plan
    if (!this.#parts.runners.has(workflow)) {
      throw new WorkflowUnknown({ workflow, known: [...this.#parts.runners.keys()] })
    }
    const payload = this.#parts.format.encode(input, () => `input of execution '${id}'`)
    const { execution, isNew } = await this.#parts.journal.start({
      id,
      workflow,
      version,
      digest,
      parent: undefined,
      priority,
      input: payload,
      inputDigest: digestOfInput(payload),
      startedMs: this.#nowMs(),
    })
    if (execution.workflow !== workflow || execution.inputDigest !== digestOfInput(payload)) {
      throw new PayloadMismatch({ subject: `execution '${id}'` })
    }
    if (isNew) this.#scheduler.wake()
    // It is the result of this runner's workflow, or of an earlier version of that.
    return { id, isNew, result: () => this.result(id) as Promise<Output> }
  }

  /**
   * Waits for the end of an execution, also over restarts. Rejects with its failure, `ExecutionCancelled`,
   * `ExecutionSuspended` or `ExecutionUnknown`.
   */
  async result(id: string): Promise<unknown> {
    const { row, end } = await this.#watched(id, ({ status }) => ends.has(status) || status === "suspended")
    if (end?.kind === "ended") return valueOf(end.exit, row)
    const { status, reason = "" } = await this.#row(id)
    if (!ends.has(status)) throw new ExecutionSuspended({ execution: id, reason })
    return valueOf(endedExit(row, this.#parts.format), row)
  }

  /** Gives what is known of an execution. */
  async read(id: string): Promise<ExecutionRow> {
    return this.#row(id)
  }

  /** Gives all that is known of an execution: what it was given and came to, its entries and waits, with their values. */
  async history(id: string): Promise<ExecutionDetails> {
    const history = await this.#parts.journal.read(id)
    if (history === undefined) throw new ExecutionUnknown(id)
    return detailsOf(history, this.#parts.format)
  }

  /** Waits for the end of an execution, or `waitMs`, and gives what it has come to by then. Never rejects with its failure. */
  async outcome(id: string, { waitMs = 0 }: { readonly waitMs?: number } = {}): Promise<ExecutionOutcome> {
    const isEnough = ({ status }: ExecutionRow): boolean => waitMs <= 0 || ends.has(status) || status === "suspended"
    await this.#watched(id, isEnough, waitMs)
    return outcomeOf(await this.#row(id), this.#parts.format)
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
  list(request: ListRequest = {}): Promise<Page<ExecutionRow>> {
    return this.#parts.journal.list(request)
  }

  /**
   * Sends a message to a `signal`, by its name or path. It is kept when this resolves. Rejects with `UnknownSignal`,
   * `InvalidPayload`, `ExecutionEnded`, `ExecutionUnknown`, or `PayloadMismatch` where the id is known with another payload.
   */
  async signal(execution: string, name: string, payload: unknown, options: SignalOptions = {}): Promise<void> {
    const { id = crypto.randomUUID(), source = "signal" } = options
    const { workflow } = await this.#row(execution)
    const runner = this.#parts.runners.get(workflow)
    const program = runner && programOf(runner)
    if (program === undefined) throw new WorkflowUnknown({ workflow, known: [...this.#parts.runners.keys()] })
    const { plan, signals } = program.definition
    const mailbox = signals?.(new ExecutionFacts(plan, execution), plan.steps)
    if (mailbox === undefined) throw new UnknownSignal({ workflow, signal: name, known: [] })
    await mailbox.check(name, payload)
    await this.#accept(execution, { id, kind: "signal", address: name, payload, source })
  }

  /** Lists the open questions to people, those that were asked first first. */
  async tasks(request: { readonly limit?: number } = {}): Promise<ReadonlyArray<OpenTask>> {
    const waits = await this.#parts.journal.waits({ ...request, kind: "human" })
    return Promise.all(
      waits.map(async ({ execution, path, dueMs, openedMs, details }) => {
        const { workflow } = await this.#row(execution)
        const place = { execution, path, audience: workflow, expires: dueMs ?? endOfTimeMs }
        const asks = this.#parts.format.decode(details, () => `task '${path}'`)
        return { execution, workflow, path, dueMs, openedMs, asks, token: await this.#tokens.issue(place) }
      }),
    )
  }

  /**
   * Answers a question. It is kept when this resolves; the same answer again changes nothing. Rejects with `TokenRefused`,
   * `InvalidAnswer`, or `PayloadMismatch` where another answer has been given.
   */
  async complete(token: string, answer: unknown): Promise<void> {
    const { execution, path, audience } = await this.#tokens.read(token, this.#nowMs())
    const row = await this.#row(execution)
    if (row.workflow !== audience) throw new TokenRefused("unknown")
    const history = await this.#parts.journal.read(execution)
    const isOpen = history?.waits.some((wait) => wait.kind === "human" && wait.path === path) === true
    if (isOpen) await this.#checkAnswer(execution, path, answer)
    const acceptance = await this.#keep(execution, {
      id: taskMessageId(path),
      kind: "human",
      address: path,
      payload: answer,
      source: "task",
    })
    if (acceptance === "late" || (acceptance === "kept" && !isOpen)) throw new TokenRefused("closed")
  }

  /** Cancels an execution, and resolves when what it has done is undone. One that has ended stays as it is. */
  async cancel(id: string): Promise<void> {
    const { end } = await this.#watched(id, ({ status }) => {
      if (ends.has(status)) return true
      this.#scheduler.cancel(id)
      return false
    })
    if (end?.kind !== "suspended") return
    throw new ExecutionSuspended({ execution: id, reason: (await this.#row(id)).reason ?? "" })
  }

  /** Lets a suspended execution go on, from where it was. */
  async resume(id: string): Promise<void> {
    if ((await this.#row(id)).status !== "suspended") return
    await this.#parts.journal.append([{ kind: "status", execution: id, status: "ready", atMs: this.#nowMs() }])
    this.#scheduler.wake()
  }

  /** Removes executions that ended so long ago, and says how many. */
  async forget(request: { readonly endedBeforeMs: number; readonly limit?: number }): Promise<number> {
    return this.#parts.journal.forget({ limit: 1_000, ...request })
  }

  /**
   * Serves this engine over HTTP, on loopback unless told otherwise. Close the server before the engine.
   * `docs/operations.md` has what it offers.
   */
  async serve(options: ServeOptions): Promise<EngineServer> {
    const { serve } = await import("../server/serve.ts")
    return serve(this, { onError: this.#parts.onError, ...options })
  }

  /**
   * Stops: takes no more work, lets steps that are in flight end for as long as `graceMs` (0 unless given), interrupts the
   * others, and gives the journal back. Whatever has not ended goes on when the journal is opened again.
   */
  async close({ graceMs = 0 }: { readonly graceMs?: number } = {}): Promise<void> {
    await this.#scheduler.close(graceMs)
    await this.#parts.journal.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  /** Reads an execution, and unless that is enough waits for the end of a life of it. */
  async #watched(
    id: string,
    isEnough: (row: ExecutionRow) => boolean,
    waitMs?: number,
  ): Promise<{ readonly row: ExecutionRow; readonly end: LifeEnd | undefined }> {
    let told: (end: LifeEnd) => void = () => undefined
    // Whoever looks first and watches then may miss the end.
    const ended = new Promise<LifeEnd>((resolve) => {
      told = resolve
    })
    this.#scheduler.watch(id, told)
    let timer: ReturnType<typeof setTimeout> | undefined
    try {
      const row = await this.#row(id)
      if (isEnough(row)) return { row, end: undefined }
      if (waitMs === undefined) return { row, end: await ended }
      const passed = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), waitMs)
      })
      return { row, end: await Promise.race([ended, passed]) }
    } finally {
      clearTimeout(timer)
      this.#scheduler.unwatch(id, told)
    }
  }

  /** Whether an answer fits is known to the step that asks, which has to be there for that. */
  async #checkAnswer(execution: string, path: string, answer: unknown): Promise<void> {
    for (;;) {
      const life = await this.#scheduler.summon(execution)
      const checked = life.tasks.check(path, answer).then(() => true)
      if (await Promise.race([checked, life.ended.then(() => false)])) return
      const { status, reason = "" } = await this.#row(execution)
      if (ends.has(status)) return
      if (status === "suspended") throw new ExecutionSuspended({ execution, reason })
    }
  }

  async #accept(execution: string, message: NewMessage): Promise<void> {
    if ((await this.#keep(execution, message)) === "late") throw new ExecutionEnded(execution)
  }

  /** Keeps a message, and gives it to the execution that runs. */
  async #keep(execution: string, { payload: value, ...given }: NewMessage): Promise<"kept" | "known" | "late"> {
    const payload = this.#parts.format.encode(value, () => `message '${given.id}'`)
    const message: Message = { ...given, payload, digest: digestOfInput(payload), receivedMs: this.#nowMs() }
    const acceptance = await this.#parts.journal.accept(execution, message)
    switch (acceptance.kind) {
      case "unknown":
        throw new ExecutionUnknown(execution)
      case "ended":
        return "late"
      case "known":
        if (acceptance.message.digest === message.digest) return "known"
        throw new PayloadMismatch({ subject: `message '${given.id}' to execution '${execution}'` })
      case "accepted":
        this.#scheduler.life(execution)?.receive(message)
        this.#scheduler.wake()
        return "kept"
    }
  }

  async #row(id: string): Promise<ExecutionRow> {
    const history = await this.#parts.journal.read(id)
    if (history === undefined) throw new ExecutionUnknown(id)
    return history.execution
  }

  #nowMs(): number {
    return this.#parts.clock.currentTimeMillisUnsafe()
  }
}

/** A message as its sender gives it. */
interface NewMessage extends Pick<Message, "id" | "kind" | "address" | "source"> {
  readonly payload: unknown
}

function valueOf(exit: Exit.Exit<unknown, unknown>, { workflow, id }: ExecutionRow): unknown {
  if (exit._tag === "Success") return exit.value
  const ending = endingOf(exit.cause)
  if (ending.kind === "failed") throw ending.error
  throw new ExecutionCancelled({ workflow, execution: id })
}
