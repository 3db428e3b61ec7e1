import type {
  AnySchema,
  DurationInput,
  InvalidInput,
  Plan,
  RetryPolicy,
  SchemaInput,
  SchemaType,
  WorkflowTimeout,
} from "@millrace/plan"
import type { InFlow } from "./block-end.ts"
import type { Builder } from "./builder.ts"
import { checkCount, checkDuration, checkName, checkRetry, freezeRetry } from "./check.ts"
import { makeBuilder } from "./make-builder.ts"
import type { Begun, Named } from "./scope.ts"

/** What a workflow declares about itself. */
export interface FlowOptions<
  Input extends AnySchema | undefined,
  Output extends AnySchema | undefined,
  Vars extends Readonly<Record<string, unknown>>,
  Timeout extends DurationInput | undefined,
> {
  /** The schema of what a caller gives; without it the workflow takes nothing. */
  readonly input?: Input
  /** The schema of what `.returns` gives. */
  readonly output?: Output
  /** Global variables: constants that a caller may override, or a function of the input, called once at the start. */
  readonly vars?: Vars | ((scope: { readonly input: InputType<Input> }) => Vars)
  readonly version?: string
  readonly description?: string
  readonly tags?: ReadonlyArray<string>
  /** How long an execution may take; then it fails with `WorkflowTimeout`. */
  readonly timeout?: Timeout
  /** The retry policy of steps that have none of their own. */
  readonly retry?: RetryPolicy
  /** The most activities that run at once. @default unlimited */
  readonly concurrency?: number
  /** What is promised: a longer execution raises `sla.breached` while it runs, and goes on. */
  readonly sla?: { readonly duration: DurationInput }
  /**
   * When steps start: in the order written, or each as soon as what its mapping reads is there. @default "written"
   */
  readonly schedule?: "written" | "dataflow"
  /**
   * Whether its executions are meant to outlive their process. The compiler then refuses what a journal cannot keep; the
   * runner is the same, and runs directly too. @default what `flow.config.ts` or `--durable` says of all flows
   */
  readonly durable?: boolean
}

type InputType<Input> = Input extends AnySchema ? SchemaType<Input> : undefined
type CallerInput<Input> = Input extends AnySchema ? SchemaInput<Input> : void
type VarsInScope<Vars> = [Vars] extends [never] ? unknown : Named<"vars", Vars>
type OutputType<Output> = Output extends AnySchema ? SchemaType<Output> : unknown
type InputFailure<Input> = Input extends AnySchema ? InvalidInput : never
type TimeoutFailure<Timeout> = Timeout extends DurationInput ? WorkflowTimeout : never

/**
 * Begins a workflow. Its verbs follow, and `.returns` ends it.
 *
 * **Example**
 *
 * ```ts
 * import { activity, flow } from "@millrace/dsl"
 * import * as Schema from "effect/Schema"
 *
 * const greet = activity("greet", (person: { readonly name: string }) => `Hello, ${person.name}`)
 *
 * export const greeting = flow("greeting", { input: Schema.Struct({ name: Schema.String }) })
 *   .step("text", greet, ({ input }) => ({ name: input.name }))
 *   .returns(({ text }) => ({ text }))
 * ```
 *
 * @since 0.1.0
 */
export function flow<
  const Input extends AnySchema | undefined = undefined,
  const Output extends AnySchema | undefined = undefined,
  Vars extends Readonly<Record<string, unknown>> = never,
  const Timeout extends DurationInput | undefined = undefined,
>(
  name: string,
  options?: FlowOptions<Input, Output, Vars, Timeout>,
): Builder<
  InFlow<CallerInput<Input>, OutputType<Output>>,
  Begun<VarsInScope<Vars> & Named<"input", InputType<Input>>>,
  InputFailure<Input> | TimeoutFailure<Timeout>,
  never
>
export function flow(
  name: string,
  options: FlowOptions<AnySchema, AnySchema, Readonly<Record<string, unknown>>, DurationInput> = {},
): unknown {
  checkName(name)
  checkDuration(name, "timeout", options.timeout)
  checkRetry(name, options.retry)
  checkDuration(name, "sla.duration", options.sla?.duration)
  if (options.concurrency !== undefined) checkCount(name, "concurrency", options.concurrency)
  return makeBuilder({ in: "flow", nodes: [], head: planHead(name, options) })
}

function planHead(
  name: string,
  options: FlowOptions<AnySchema, AnySchema, Readonly<Record<string, unknown>>, DurationInput>,
): Omit<Plan, "body"> {
  const { vars, tags, retry, sla, ...others } = options
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined))
  return {
    ...given,
    kind: "plan",
    name,
    ...(tags === undefined ? {} : { tags: Object.freeze([...tags]) }),
    ...(sla === undefined ? {} : { sla: Object.freeze({ ...sla }) }),
    ...(retry === undefined ? {} : { retry: freezeRetry(retry) }),
    ...(vars === undefined ? {} : { vars: typeof vars === "function" ? vars : () => vars }),
  }
}
