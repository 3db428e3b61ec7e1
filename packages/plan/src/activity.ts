import type * as Effect from "effect/Effect"
import type { DurationInput } from "./duration.ts"
import type { StepTimeout } from "./failures.ts"
import type { RetryPolicy } from "./retry-policy.ts"
import type { AnySchema, SchemaType } from "./schema.ts"

/**
 * The reusable unit of work that a step calls.
 *
 * **Details**
 *
 * `Input` is what a mapping must give, `Output` what the step puts into scope, `Failure` the union of tagged errors it
 * may fail with, `Requirements` the services an Effect returned by `run` needs.
 *
 * @since 0.1.0
 */
export interface Activity<in Input, out Output, out Failure = never, out Requirements = never> {
  readonly kind: "activity"
  readonly name: string
  readonly input: AnySchema | undefined
  readonly output: AnySchema | undefined
  readonly errors: ReadonlyArray<ErrorClass>
  readonly retry: RetryPolicy | undefined
  readonly timeout: DurationInput | undefined
  readonly effects: ActivityEffects
  /** Undoes a finished call inside a saga that fails. */
  readonly compensate: ((done: never, context: ActivityContext) => unknown) | undefined
  readonly run: (
    input: Input,
    context: ActivityContext,
  ) => Output | PromiseLike<Output> | Effect.Effect<Output, Failure, Requirements>
}

/** Any activity, whatever it takes and gives. */
export type AnyActivity = Activity<never, unknown, unknown, unknown>

/** What running an activity twice does: nothing at all, the same as once, or a second effect in the world. */
export type ActivityEffects = "none" | "idempotent" | "at-least-once"

/** A class of tagged errors, such as one made with effect's `Data.TaggedError` or `Schema.TaggedError`. */
export type ErrorClass = abstract new (...args: never) => { readonly _tag: string }

/** What `run` is told about the attempt it makes. */
export interface ActivityContext {
  /** Which attempt this is, from 1. */
  readonly attempt: number
  /**
   * Aborts when the step times out or is interrupted.
   *
   * **Gotchas**
   *
   * An activity that has read this signal is waited for after it aborts, so that its cleanup ends before the workflow
   * goes on. One that never reads it cannot be stopped and is left behind.
   */
  readonly abortSignal: AbortSignal
  /** The structural path of the step: `texts[page-3].ocr`. */
  readonly path: string
  /** The same for every attempt of this step in this execution, and different for any other. */
  readonly idempotencyKey: string
  readonly execution: { readonly id: string; readonly workflow: string; readonly version: string | undefined }
}

/** The long form of an activity: what it takes, gives and may fail with, and how it is retried. */
export interface ActivityOptions<
  Input extends AnySchema | undefined,
  Output extends AnySchema | undefined,
  Class extends ErrorClass,
  Tag extends string = string,
> {
  readonly input?: Input
  readonly output?: Output
  /** The tagged errors that `run` may throw, reject or fail with; anything else is a defect. @default [] */
  readonly errors?: ReadonlyArray<Class>
  readonly retry?: RetryPolicy<Tag>
  /** What running it twice does. @default "at-least-once" */
  readonly effects?: ActivityEffects
}

type InputOf<S, Given> = S extends AnySchema ? SchemaType<S> : Given
type Returned<S, Result> = S extends AnySchema ? SchemaType<S> : Awaited<SuccessOf<Result>>
type SuccessOf<Result> = Result extends Effect.Effect<infer A, infer _E, infer _R> ? A : Result
type FailureOf<Result> = Result extends Effect.Effect<infer _A, infer E, infer _R> ? E : never
type RequirementsOf<Result> = Result extends Effect.Effect<infer _A, infer _E, infer R> ? R : never
type OutputOf<S> = S extends AnySchema
  ? SchemaType<S> | PromiseLike<SchemaType<S>> | Effect.Effect<SchemaType<S>, unknown, unknown>
  : unknown
type TagOf<Failure> = Failure extends { readonly _tag: infer Tag extends string } ? Tag : never
type TimeoutOf<T> = T extends DurationInput ? StepTimeout : never

/**
 * Makes an activity from a function, or from its options with `run` among them.
 *
 * **Details**
 *
 * `run` returns a plain value, a Promise or an Effect. Where `input` or `output` is left out, its type comes from `run`.
 *
 * **Example**
 *
 * ```ts
 * import { activity } from "@millrace/plan"
 *
 * export const total = activity("total", (order: { readonly lines: ReadonlyArray<number> }) =>
 *   order.lines.reduce((sum, line) => sum + line, 0),
 * )
 * ```
 *
 * @since 0.1.0
 */
export function activity<Result, Input = void>(
  name: string,
  run: (input: Input, context: ActivityContext) => Result,
): Activity<Input, Returned<undefined, Result>, FailureOf<Result>, RequirementsOf<Result>>
export function activity<
  Result extends OutputOf<Output>,
  const Input extends AnySchema | undefined = undefined,
  const Output extends AnySchema | undefined = undefined,
  Class extends ErrorClass = never,
  Timeout extends DurationInput | undefined = undefined,
  Given = void,
>(
  name: string,
  options: ActivityOptions<
    Input,
    Output,
    Class,
    NoInfer<TagOf<InstanceType<Class> | FailureOf<Result> | TimeoutOf<Timeout>>>
  > & {
    /** How long one attempt may take. */
    readonly timeout?: Timeout
    readonly run: (input: InputOf<Input, Given>, context: ActivityContext) => Result
    /**
     * Undoes a finished call, when a step that made it stands in a saga that fails or is cancelled.
     *
     * **Details**
     *
     * It is called with what the call was given and gave, and returns nothing, a Promise or an Effect. A step's own
     * `compensate` option is used instead, where there is one.
     */
    readonly compensate?: (
      done: { readonly input: InputOf<Input, Given>; readonly output: Returned<Output, Result> },
      context: ActivityContext,
    ) => void | PromiseLike<void> | Effect.Effect<unknown, unknown>
  },
): Activity<
  InputOf<Input, Given>,
  Returned<Output, Result>,
  InstanceType<Class> | FailureOf<Result> | TimeoutOf<Timeout>,
  RequirementsOf<Result>
>
export function activity(
  name: string,
  given: AnyActivity["run"] | (Partial<AnyActivity> & Pick<AnyActivity, "run">),
): unknown {
  const options: Partial<AnyActivity> & Pick<AnyActivity, "run"> = typeof given === "function" ? { run: given } : given
  return Object.freeze({
    kind: "activity",
    name,
    input: options.input,
    output: options.output,
    errors: Object.freeze([...(options.errors ?? [])]),
    retry: options.retry,
    timeout: options.timeout,
    effects: options.effects ?? "at-least-once",
    compensate: options.compensate,
    run: options.run,
  })
}
