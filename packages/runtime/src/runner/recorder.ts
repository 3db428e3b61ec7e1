import type { AnyActivity, AnySchema } from "@millrace/plan"
import type * as Cause from "effect/Cause"
import type * as Effect from "effect/Effect"
import type { CompiledCompensation } from "../sagas/compile-compensation.ts"
import type { Position } from "./position.ts"
import type { ChildOptions, PlanFacts } from "./runner-type.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** One life of a step, as a recorder sees it. */
export interface RecordedLife {
  readonly step: {
    readonly name: string
    readonly activity: AnyActivity
    readonly deadlineMs?: number | undefined
    readonly compensation?: CompiledCompensation | undefined
    readonly isCompensation?: true
  }
  readonly at: Position
  readonly input: unknown
  readonly undo?: ((output: unknown) => unknown) | undefined
  attempt: number
  /** How much of the deadline is left, where an earlier life of the execution has begun it. @default all of it */
  leftMs?: number
  /** What the first attempt of this life of the execution waits for. */
  delay?: Effect.Effect<void>
  /** Whether its failed attempts are recorded. */
  isRecorded?: true
}

/** What came to a wait: a value as it was sent, or nothing in time. */
export type Arrival =
  | { readonly kind: "arrived"; readonly sent: unknown; /** The id of the message. */ readonly message?: string }
  | { readonly kind: "expired" }

/** A wait that is registered before it begins, so that somebody outside can be told of it. */
export interface EarlyWait {
  readonly path: string
  readonly kind: "webhook"
  /** How long it may take from now, in milliseconds. */
  readonly deadlineMs: number | undefined
}

/** What is kept of a wait that was registered before it began. */
export interface KeptWait {
  /** Tells it from every other wait. */
  readonly nonce: string
  /** When it is over if nothing comes, in milliseconds since 1970. */
  readonly dueMs: number | undefined
}

/** A wait for somebody outside. */
export interface OutsideWait {
  readonly path: string
  readonly kind: "signal" | "human" | "webhook"
  /** How long it may take, in milliseconds. */
  readonly deadlineMs: number | undefined
  /** Whether a later life can wait for it: nothing in this process is asked. */
  readonly isLasting: boolean
  /** What is kept of it, where it was registered before. */
  readonly kept?: KeptWait
  /** What a person is asked. */
  readonly asks?: { readonly show: unknown; readonly assignees: ReadonlyArray<string>; readonly form: AnySchema }
  /**
   * Waits, for as much of the deadline as is left. When it has passed `late` ends as soon as everything has arrived that
   * was on its way: what is there in that moment is in time, and nothing else is accepted any more.
   */
  readonly arrival: (leftMs: number | undefined, late: Effect.Effect<void>) => Effect.Effect<Arrival, unknown, unknown>
}

/** A child execution, as the step that runs it sees it. */
export interface ChildRun {
  readonly path: string
  readonly executionId: string
  /** What runs it; a journal keeps whose execution it has. */
  readonly runner: { readonly plan?: PlanFacts }
  readonly input: unknown
  /** Runs the child, with a recorder of its own. */
  readonly run: (options: ChildOptions & { readonly recorder: Recorder }) => AnyEffect
}

/**
 * Remembers what an execution comes to, for its later lives.
 *
 * **Details**
 *
 * A direct execution has none. Where a verb asks it nothing is known yet of how: the code behind it, and the journal, are no
 * part of a runner. `docs/durable.md` says what is recorded and why.
 */
export interface Recorder {
  /** Whether this life only has to end, and another one goes on: then nothing is undone. */
  readonly isSuspended: boolean
  /** Whether an earlier life began the execution. */
  readonly isLater: boolean
  /** Makes what an attempt's activity has given part of the trace of the execution; absent where there is none. */
  readonly traced: ((effect: AnyEffect, path: string) => AnyEffect) | undefined
  /** Gives the life of a step: what was recorded, or `run`, whose end it records. */
  readonly step: <Life extends RecordedLife>(life: Life, run: (life: Life) => AnyEffect) => AnyEffect
  /** Waits until the next attempt of a recorded step is due; the moment is recorded. */
  readonly retry: (life: RecordedLife, cause: Cause.Cause<unknown>, delayMs: number) => Effect.Effect<void>
  /** Records what has to be undone should the saga around it fail, and gives its place in the order of all such steps. */
  readonly undoable: (life: RecordedLife, path: string, output: unknown) => number
  /** Records that a saga has succeeded inside another, and gives its place in that order. */
  readonly settled: (path: string) => number
  /** Whether an earlier life has come to a path, and so has told that it did. */
  readonly isBegun: (path: string) => boolean
  /** Whether an earlier life has come to the end of what stands at a path. */
  readonly isEnded: (path: string) => boolean
  /** The place of that end in the order of all that was recorded. */
  readonly endOf: (path: string) => number | undefined
  /**
   * Records a decision, or compares it with the one that was recorded; one that is another throws. Says whether it is new.
   */
  readonly decide: (path: string, decision: string) => boolean
  /** Gives the decision that an earlier life has made. */
  readonly decided: (path: string) => string | undefined
  /** Waits until a moment, which `dueMs` gives from what time it is when it is first asked. */
  readonly sleep: (path: string, dueMs: (nowMs: number) => number) => AnyEffect
  /** Does what is not recorded and takes a while; what was recorded is given when it has ended. */
  readonly busy: <Value, Failure>(
    effect: Effect.Effect<Value, Failure, unknown>,
  ) => Effect.Effect<Value, Failure, unknown>
  /** Registers a wait for as long as `use` runs, in which it begins and ends. */
  readonly register: (wait: EarlyWait, use: (kept: KeptWait) => AnyEffect) => AnyEffect
  /** Waits for somebody outside. */
  readonly wait: (wait: OutsideWait) => Effect.Effect<Arrival, unknown, unknown>
  readonly child: (run: ChildRun) => AnyEffect
  /** Ends an effect when a time since the start of the execution has passed. */
  readonly limit: (effect: AnyEffect, limitMs: number, failure: () => unknown) => AnyEffect
  /** Acquires a resource, which every life does anew; that and when it was done is recorded. */
  readonly acquire: (path: string, effect: AnyEffect) => AnyEffect
  /** Releases a resource, likewise. */
  readonly release: (path: string, effect: AnyEffect) => AnyEffect
}
