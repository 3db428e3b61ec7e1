import type {
  AnyWorkflow,
  PlanStep,
  WorkflowFailure,
  WorkflowInput,
  WorkflowOutput,
  WorkflowRequirements,
} from "@millrace/plan"
import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type { ExecutionEvent } from "../events/event.ts"
import type { Messages } from "../signals/mailbox.ts"
import type { Recorder } from "./recorder.ts"
import type { StartedExecution } from "./started-execution.ts"

/** What a runner knows of its plan. */
export interface PlanFacts {
  readonly name: string
  readonly version?: string
  /** The fingerprint of the plan. */
  readonly digest: string
  /** Whether the compiler has checked that its executions can outlive their process. Directly it runs all the same. */
  readonly durable?: boolean
  readonly steps: ReadonlyArray<PlanStep>
}

/** How one execution is run as an Effect. */
export interface EffectOptions {
  /** Is told everything that happens. Without it no event is made. */
  readonly onEvent?: (event: ExecutionEvent) => void
  /** @default a random UUID */
  readonly executionId?: string
  /** Values that replace those of the workflow's `vars`. */
  readonly vars?: Readonly<Record<string, unknown>>
}

/** How an execution is run on behalf of somebody else: a parent, or who keeps a journal. */
export interface ChildOptions extends EffectOptions {
  /** Is given what takes messages to the execution, for those that come to whoever runs it. */
  readonly adopt?: (messages: Messages) => void
  readonly recorder?: Recorder
}

/** How one execution is run. */
export interface RunOptions extends EffectOptions {
  /** Cancels the execution when it aborts. */
  readonly signal?: AbortSignal
}

/**
 * A method that can be called when nothing is left to be provided. Else the checker refuses the call with a sentence that
 * says what to do, and for which services; it is written in place, for a name would be shown instead of it.
 */
export type WhenProvided<Requirements, Method> = [Requirements] extends [never]
  ? Method
  : (
      this: readonly [
        "this workflow still needs services: give them with .provide(layer) before it runs",
        Requirements,
      ],
      input?: unknown,
      options?: unknown,
    ) => never

/**
 * Runs one workflow.
 *
 * @since 0.1.0
 */
export interface Runner<Input, Output, Failure, Requirements> {
  readonly kind: "runner"
  /** What it runs. */
  readonly plan: PlanFacts
  /**
   * Runs to the end. Rejects with the typed failure itself, with the defect (`ActivityDefect` where an activity threw
   * something undeclared), or with `ExecutionCancelled`.
   */
  readonly run: WhenProvided<Requirements, (input: Input, options?: RunOptions) => Promise<Output>>
  /** Runs to the end, and never rejects. */
  readonly runExit: WhenProvided<
    Requirements,
    (input: Input, options?: RunOptions) => Promise<Exit.Exit<Output, Failure>>
  >
  /** Starts one execution, and gives the handle that messages to it go through. */
  readonly start: WhenProvided<Requirements, (input: Input, options?: RunOptions) => StartedExecution<Output, Failure>>
  /**
   * Gives the events of one execution, which begins when they are first asked for. They end with the execution; leaving
   * them early cancels it.
   */
  readonly stream: WhenProvided<
    Requirements,
    (input: Input, options?: RunOptions) => AsyncIterable<ExecutionEvent, void, void>
  >
  /** Gives one execution as an Effect, which begins anew each time it is run. */
  readonly effect: (input: Input, options?: EffectOptions) => Effect.Effect<Output, Failure, Requirements>
  /** Gives a runner that has these services. They are built for each execution, and released when it ends. */
  readonly provide: <Provided, LayerFailure, LayerRequirements>(
    layer: Layer.Layer<Provided, LayerFailure, LayerRequirements>,
  ) => Runner<Input, Output, Failure | LayerFailure, Exclude<Requirements, Provided> | LayerRequirements>
}

/** The runner of a workflow. */
export type RunnerOf<W extends AnyWorkflow> = Runner<
  WorkflowInput<W>,
  WorkflowOutput<W>,
  WorkflowFailure<W>,
  WorkflowRequirements<W>
>
