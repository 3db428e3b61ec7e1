import type { AnyActivity, Webhooks as WebhooksRequirement } from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import type { ExecutionEvent } from "../../events/event.ts"
import { HumanTasks } from "../../human-tasks/human-tasks.ts"
import type { HumanTasks as TasksRequirement } from "../../human-tasks/human-tasks.ts"
import type { ExecutionHistory } from "../../journal/execution-row.ts"
import type { Journal } from "../../journal/journal.ts"
import type { Message } from "../../journal/message.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import type { ChildOptions, PlanFacts } from "../../runner/runner-type.ts"
import { webhooksService } from "../../webhooks/service.ts"
import type { TokenClaims } from "../../webhooks/token.ts"
import { endChange, endOf } from "./execution-end.ts"
import type { Gate } from "../scheduling/gate.ts"
import { LifeInbox } from "./life-inbox.ts"
import { LifeTasks } from "./life-tasks.ts"
import { LifeWebhooks } from "./life-webhooks.ts"
import { JournalRecorder } from "../recording/journal-recorder.ts"
import { Occupation } from "./occupation.ts"
import type { ValueCodec } from "../values/step-values.ts"
import type { Suspension } from "./suspension.ts"
import type { LifeSpans } from "../telemetry/life-spans.ts"
import type { Traces } from "../telemetry/traces.ts"
import { Underway } from "./underway.ts"
import { Wishes } from "./wishes.ts"
import { workflowValues } from "../values/workflow-values.ts"
import type { WorkflowValues } from "../values/workflow-values.ts"

type AnyExit = Exit.Exit<unknown, unknown>

/** What an engine provides. */
export type Provided = TasksRequirement | WebhooksRequirement

/** A runner of which nothing but what an engine provides is left to be provided. */
export interface DurableRunner<in Input = never, out Output = unknown> {
  readonly plan: PlanFacts
  readonly effect: (input: Input, options?: ChildOptions) => Effect.Effect<Output, unknown, Provided>
}

/** What all executions of one process share. */
export interface LifeParts {
  readonly journal: Journal
  readonly format: PayloadFormat
  readonly outputs: (activity: AnyActivity) => ValueCodec
  readonly clock: Clock.Clock
  readonly gate?: Gate
  /** Where traces are sent, if they are. */
  readonly traces?: Pick<Traces, "spansOf"> | undefined
  /** The messages that are on their way to executions of this process. @default those that this life is given */
  readonly underway?: Underway
  /** Gives the URL of a wait for a call; absent where nobody knows where this process is reached. */
  readonly urlOf?: ((claims: TokenClaims) => Promise<string>) | undefined
}

/** How one life of an execution has ended: with the execution, or without. */
export type LifeEnd =
  | { readonly kind: "ended"; readonly exit: AnyExit }
  | { readonly kind: "suspended"; readonly suspension: Suspension }

/** What begins a life. */
export interface LifeStart {
  readonly history: ExecutionHistory
  readonly runner: DurableRunner
  readonly onEvent?: (event: ExecutionEvent) => void
  /** Is told when it may have become idle. */
  readonly onIdle?: () => void
  /** Is told when the end of a child is on the disk. */
  readonly onChildEnd?: (execution: string, exit: AnyExit) => void
}

/**
 * One life of an execution, in one process.
 *
 * Owns how a life ends:
 * 1. what the execution has come to is on the disk before anybody is told;
 * 2. a life that is suspended writes no end; one that cannot go on with this code or without a resource writes why;
 * 3. a workflow that ends while something that was recorded has not been asked for has diverged;
 * 4. cancelling is recorded before anything is interrupted, so that a later life does the same.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 10. whoever cancels an execution interrupts it, and what it did is undone before its end is written.
 */
export class ExecutionLife {
  readonly #parts: LifeParts
  readonly #history: ExecutionHistory
  readonly #values: WorkflowValues
  readonly #occupation: Occupation
  readonly #spans: LifeSpans | undefined
  readonly #recorder: JournalRecorder
  readonly #fiber: Fiber.Fiber<unknown, unknown> | undefined
  #suspension: Suspension | undefined
  #isCancelled = false
  readonly #wishes = new Wishes()
  /** What the journal has for it. */
  readonly inbox: LifeInbox
  /** The questions that it asks people. */
  readonly tasks: LifeTasks = new LifeTasks()
  /** The calls that it waits for. */
  readonly webhooks: LifeWebhooks
  /** Resolves when this life has ended; never rejects. */
  readonly ended: Promise<LifeEnd>

  constructor(parts: LifeParts, { history, runner, onEvent, onIdle, onChildEnd = () => undefined }: LifeStart) {
    const { underway = new Underway() } = parts
    this.#parts = parts
    this.#history = history
    this.#values = workflowValues(runner, parts.format)
    this.#occupation = new Occupation(onIdle)
    this.#spans = parts.traces?.spansOf(history.execution.id)
    this.webhooks = new LifeWebhooks({
      urlOf: parts.urlOf,
      onMissing: (failure) => this.#recorder.suspend({ kind: "unaddressed", failure }),
      isSuspended: () => this.#recorder.isSuspended,
    })
    this.inbox = new LifeInbox({
      format: parts.format,
      tasks: this.tasks,
      webhooks: this.webhooks,
      occupation: this.#occupation,
      underway,
    })
    this.#recorder = new JournalRecorder({
      ...parts,
      underway,
      family: { inbox: this.inbox, wishes: this.#wishes, state: { isSuspended: false }, onChildEnd },
      occupation: this.#occupation,
      spans: this.#spans,
      history,
      digest: runner.plan.digest,
      onSuspended: (suspension) => {
        this.#suspension = suspension
        this.#fiber?.interruptUnsafe()
      },
    })
    const { id } = history.execution
    const options: ChildOptions = {
      executionId: id,
      recorder: this.#recorder,
      adopt: (messages) => this.inbox.adopt(id, messages),
      ...(onEvent === undefined ? {} : { onEvent }),
    }
    const run = this.#run(runner, options)
    const traced = this.#spans === undefined ? run : this.#spans.life(run)
    const fiber = Effect.runFork(Effect.provideService(traced, Clock.Clock, parts.clock))
    this.#fiber = fiber
    // It may have been suspended by what ran until the fiber had to wait.
    if (this.#recorder.isSuspended) fiber.interruptUnsafe()
    this.ended = new Promise<AnyExit>((resolve) => fiber.addObserver(resolve)).then((exit) => this.#end(exit))
    for (const message of history.messages) this.receive(message)
    if (this.#recorder.wasCancelled) this.#interruptAfter(this.#recorder.cancelled())
  }

  /** Gives a message that the journal has to the step that it is for; a child is one of this life's executions too. */
  receive(message: Message, execution: string = this.#history.execution.id): void {
    this.inbox.receive(execution, message)
  }

  /** Whether another life will go on. */
  get isSuspended(): boolean {
    return this.#recorder.isSuspended
  }

  /** Whether it only waits for what a later life can wait for. */
  get isIdle(): boolean {
    return this.#occupation.isIdle && !this.isSuspended
  }

  /** Counts what has moved in it: one that is idle, and in which nothing moves, is at rest. */
  get moves(): number {
    return this.#occupation.moves
  }

  /** When the first of the moments that it waits for is due, in milliseconds since 1970. */
  get nextDueMs(): number | undefined {
    return this.#recorder.nextDueMs
  }

  /** Ends this life; another one goes on. */
  setAside(): void {
    this.#recorder.suspend({ kind: "set-aside" })
  }

  /**
   * Cancels the execution, or a child of it, once, however often it is told. Where an earlier life was told to, this one is
   * cancelled when it comes to that.
   */
  cancel(execution: string = this.#history.execution.id): void {
    if (execution !== this.#history.execution.id) return this.#wishes.cancel(execution)
    if (this.#isCancelled || this.#recorder.wasCancelled) return
    this.#isCancelled = true
    this.#interruptAfter(this.#recorder.cancel())
  }

  #run(runner: DurableRunner, options: ChildOptions): Effect.Effect<unknown, unknown> {
    const { execution } = this.#history
    return Effect.suspend(() => {
      const input = this.#values.input.decode(execution.input, () => `input of execution '${execution.id}'`)
      const vars = this.#parts.format.decode(execution.vars, () => `vars of execution '${execution.id}'`)
      // The start has kept an object of values.
      const given = vars === undefined ? options : { ...options, vars: vars as NonNullable<ChildOptions["vars"]> }
      // It is what the start gave for this runner.
      return Effect.provideContext(runner.effect(input as never, given), this.#services())
    })
  }

  #services(): Context.Context<Provided> {
    return Context.add(Context.make(HumanTasks, this.tasks), webhooksService, this.webhooks)
  }

  #interruptAfter(effect: Effect.Effect<void>): void {
    Effect.runFork(Effect.map(effect, () => this.#fiber?.interruptUnsafe()))
  }

  async #end(exit: AnyExit): Promise<LifeEnd> {
    const { id, workflow } = this.#history.execution
    const { format, clock } = this.#parts
    const ended = this.#suspension === undefined ? this.#recorder.endedWith(exit) : exit
    if (this.#suspension === undefined) {
      const end = endOf(ended, workflow, { format, output: this.#values.output })
      const written = this.#recorder.end(endChange(id, end, clock.currentTimeMillisUnsafe()))
      const failure = await written.then(
        () => undefined,
        (error: unknown) => ({ error }),
      )
      if (failure === undefined) return { kind: "ended", exit: end.exit }
      return { kind: "suspended", suspension: { kind: "unwritten", failure: failure.error } }
    }
    await this.#recorder.end()
    return this.#leave(this.#suspension)
  }

  /** A later life has to know why this one did not go on. */
  async #leave(suspension: Suspension): Promise<LifeEnd> {
    const { journal, clock } = this.#parts
    if (suspension.kind === "diverged" || suspension.kind === "unacquired" || suspension.kind === "unaddressed") {
      const { id: execution } = this.#history.execution
      const atMs = clock.currentTimeMillisUnsafe()
      const reason = suspension.failure.message
      await journal
        .append([{ kind: "status", execution, status: "suspended", reason, atMs }])
        // Then it is still running as the journal sees it, and will diverge again.
        .catch(() => undefined)
    }
    return { kind: "suspended", suspension }
  }
}
