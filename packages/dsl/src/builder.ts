import type {
  Activity,
  AnySchema,
  Capability,
  DurationInput,
  HumanTasks,
  InvalidAnswer,
  NoAgentAvailable,
  Offered,
  Resource,
  SchemaType,
  Webhooks,
  Workflow,
} from "@millrace/plan"
import type { AttemptOptions, DeadlineFailure, TimeoutFailure } from "./attempt-options.ts"
import type {
  After,
  AnyBlockEnd,
  BlockEnd,
  Carrier,
  EndOf,
  FailureOf,
  InBlock,
  InFlow,
  RequirementsOf,
  TagOf,
  ValueOf,
} from "./block-end.ts"
import type { MappingArguments } from "./mapping-arguments.ts"
import type { Entry, Scope, Within } from "./scope.ts"
import type { Fitting, FreeName } from "./sentences.ts"
import type { ForEachKey } from "./verbs/for-each.ts"
import type { GraphBuilder, GraphOptions } from "./verbs/graph.ts"
import type { HumanSpec } from "./verbs/human.ts"
import type { Literal } from "./verbs/let.ts"
import type { LoopBody, LoopFailure, LoopTest } from "./verbs/loop.ts"
import type { Cases, MatchName } from "./verbs/match.ts"
import type {
  BranchEntries,
  Branches,
  ParallelOptions,
  SettledFailure,
  SettledValue,
  SummaryEntry,
} from "./verbs/parallel.ts"
import type { SignalSpec } from "./verbs/signal.ts"
import type {
  CompensationFits,
  CompensationRequirements,
  SkippedValue,
  StepOptions,
  StepValue,
  StillFailing,
} from "./verbs/step.ts"
import type { HandlerWriters, ImpossibleHandlers } from "./verbs/try.ts"
import type { AnnounceMapping, WebhookSpec } from "./verbs/webhook.ts"
import type { WaitingFailure } from "./waiting.ts"

/** The builder that a block's callback is given: it sees what the block sees, and has failed with nothing yet. */
export type BlockBuilder<Entries extends Entry> = Builder<InBlock<undefined>, Entries, never, never>

/** The callback that writes a block. */
export type BlockWriter<Entries extends Entry> = (b: BlockBuilder<Entries>) => AnyBlockEnd

/** What ending a workflow or a block gives. */
export type Ended<Mode, Value, Failure, Requirements> =
  Mode extends InFlow<infer Input, infer _Output>
    ? Workflow<Input, Value, Failure, Requirements>
    : BlockEnd<Value, Failure, Requirements>

/** What `.returns` asks of its value: the declared output of a workflow, anything in a block. */
export type Returned<Mode, Value> =
  Mode extends InFlow<never, infer Output>
    ? unknown extends Output
      ? Value
      : Fitting<Output, Value, "in the output of this workflow">
    : Value

/**
 * Writes a workflow or a block, one verb after the other. Every verb gives a new builder; none changes an old one.
 *
 * `Mode` says what is being written, `Entries` what is in scope, `Failure` and `Requirements` what the verbs so far may
 * fail with and need.
 *
 * @since 0.1.0
 */
export interface Builder<Mode, Entries extends Entry, Failure, Requirements> extends Carrier<
  Mode,
  Failure,
  Requirements
> {
  /**
   * Calls an activity; its output stands in scope under `name`.
   *
   * **Details**
   *
   * `map` is a pure function of the scope that gives the activity's input. It may be left out when the scope itself fits.
   *
   * **Example**
   *
   * ```ts
   * import { activity, flow } from "@millrace/dsl"
   * import * as Schema from "effect/Schema"
   *
   * const total = activity("total", (order: { readonly lines: ReadonlyArray<number> }) =>
   *   order.lines.reduce((sum, line) => sum + line, 0),
   * )
   *
   * export const order = flow("order", { input: Schema.Struct({ prices: Schema.Array(Schema.Number) }) })
   *   .step("total", total, ({ input }) => ({ lines: input.prices }))
   *   .returns(({ total }) => total)
   * ```
   */
  step<
    const Name extends string,
    Input,
    Output,
    StepFailure,
    StepRequirements,
    Given,
    const Options extends StepOptions<Entries, NoInfer<readonly [Name, Output]>, TagOf<NoInfer<StepFailure>>>,
  >(
    name: FreeName<Name, Entries>,
    activity: Activity<Input, Output, StepFailure, StepRequirements>,
    ...rest: MappingArguments<Entries, Input, Given, Options & CompensationFits<Options>, "an input of this activity">
  ): Builder<
    After<
      Mode,
      | StepValue<Output, StepFailure | TimeoutFailure<Options> | DeadlineFailure<Options>, Options>
      | SkippedValue<Options>
    >,
    | Entries
    | readonly [
        Name,
        (
          | StepValue<Output, StepFailure | TimeoutFailure<Options> | DeadlineFailure<Options>, Options>
          | SkippedValue<Options>
        ),
      ],
    Failure | StillFailing<StepFailure | TimeoutFailure<Options> | DeadlineFailure<Options>, Options>,
    Requirements | StepRequirements | CompensationRequirements<Options>
  >

  /** Puts what `f` returns into scope under `name`. `f` is a pure function of the scope. */
  let<const Name extends string, Value extends Literal>(
    name: FreeName<Name, Entries>,
    f: (scope: Scope<Entries>) => Value,
  ): Builder<After<Mode, Value>, Entries | readonly [Name, Value], Failure, Requirements>

  /**
   * Starts all branches together; each one's value stands in scope under the branch's name.
   *
   * **Details**
   *
   * The first failure interrupts the other branches, waits for their cleanup, and then fails. With `minimumSuccess`
   * values are effect `Result`s and only too few successes fail.
   */
  parallel<
    const Given extends Readonly<Record<string, BlockWriter<Entries>>>,
    const Options extends ParallelOptions = {},
  >(
    branches: Branches<Given, Entries>,
    options?: Options,
  ): Builder<
    After<Mode, undefined>,
    Entries | BranchEntries<Given, Options>,
    Failure | SettledFailure<Options, FailureOf<ReturnType<Given[keyof Given]>>>,
    Requirements | RequirementsOf<ReturnType<Given[keyof Given]>>
  >

  /** Runs all branches, and gives the name and value of the first that succeeds; the others are interrupted. */
  race<const Name extends string, const Given extends Readonly<Record<string, BlockWriter<Entries>>>>(
    name: FreeName<Name, Entries>,
    branches: Given,
  ): Builder<
    After<
      Mode,
      {
        [Branch in keyof Given & string]: {
          readonly branch: Branch
          readonly value: ValueOf<ReturnType<Given[Branch]>>
        }
      }[keyof Given & string]
    >,
    | Entries
    | readonly [
        Name,
        {
          [Branch in keyof Given & string]: {
            readonly branch: Branch
            readonly value: ValueOf<ReturnType<Given[Branch]>>
          }
        }[keyof Given & string],
      ],
    Failure | FailureOf<ReturnType<Given[keyof Given]>>,
    Requirements | RequirementsOf<ReturnType<Given[keyof Given]>>
  >

  /**
   * Runs blocks as a directed graph: each starts when those it needs have ended, and its value stands in scope under its
   * name after the graph.
   */
  graph<Members extends Entry, GraphFailure, GraphRequirements>(
    write: (
      g: GraphBuilder<Entries, never, never, never>,
    ) => GraphBuilder<Entries, Members, GraphFailure, GraphRequirements>,
    options?: GraphOptions,
  ): Builder<After<Mode, undefined>, Entries | Members, Failure | GraphFailure, Requirements | GraphRequirements>

  /** Runs `then` when the predicate holds, else `otherwise`; without `otherwise` the value is then `undefined`. */
  when<
    const Name extends string,
    Then extends AnyBlockEnd,
    Otherwise extends AnyBlockEnd = BlockEnd<undefined, never, never>,
  >(
    name: FreeName<Name, Entries>,
    predicate: (scope: Scope<Entries>) => boolean,
    then: (b: BlockBuilder<Entries>) => Then,
    otherwise?: (b: BlockBuilder<Entries>) => Otherwise,
  ): Builder<
    After<Mode, ValueOf<Then> | ValueOf<Otherwise>>,
    Entries | readonly [Name, ValueOf<Then> | ValueOf<Otherwise>],
    Failure | FailureOf<Then> | FailureOf<Otherwise>,
    Requirements | RequirementsOf<Then> | RequirementsOf<Otherwise>
  >

  /** Runs the block whose label is what `on` returns. Every label needs a block, or there is an `otherwise`. */
  match<
    const Name extends string,
    const Label extends string,
    Given extends Readonly<Record<string, BlockWriter<Entries>>>,
    Otherwise extends AnyBlockEnd = never,
  >(
    name: MatchName<Name, Entries, Label, keyof Given, Otherwise>,
    on: (scope: Scope<Entries>) => Label,
    cases: Cases<Given, Label>,
    otherwise?: (b: BlockBuilder<Entries>) => Otherwise,
  ): Builder<
    After<Mode, ValueOf<EndOf<Given> | Otherwise>>,
    Entries | readonly [Name, ValueOf<EndOf<Given> | Otherwise>],
    Failure | FailureOf<EndOf<Given> | Otherwise>,
    Requirements | RequirementsOf<EndOf<Given> | Otherwise>
  >

  /**
   * Carries a state through a body, again and again; the last state stands in scope under `name`.
   *
   * **Details**
   *
   * The body sees `state` and `iteration` (from 1), and its value is the next state. More than `max` iterations fail with
   * `LoopExhausted`, unless `onExhausted` is `"continue"`.
   */
  loop<
    const Name extends string,
    State,
    BodyValue,
    BodyFailure,
    BodyRequirements,
    const OnExhausted extends "fail" | "continue" = "fail",
  >(
    name: FreeName<Name, Entries>,
    spec: {
      readonly initial: (scope: Scope<Entries>) => State
      readonly body: (
        b: BlockBuilder<Within<Entries, readonly ["state", NoInfer<State>] | readonly ["iteration", number]>>,
      ) => LoopBody<BodyValue, State, BodyFailure, BodyRequirements>
      readonly max: number
      readonly onExhausted?: OnExhausted
    } & LoopTest<NoInfer<State>>,
  ): Builder<
    After<Mode, State>,
    Entries | readonly [Name, State],
    Failure | BodyFailure | LoopFailure<OnExhausted>,
    Requirements | BodyRequirements
  >

  /** Runs a body for every item; the values, in item order, stand in scope under `name`. The body sees `item` and `index`. */
  forEach<const Name extends string, Item, Body extends AnyBlockEnd, const Options extends ParallelOptions = {}>(
    name: FreeName<Name, Entries>,
    items: (scope: Scope<Entries>) => ReadonlyArray<Item>,
    body: (b: BlockBuilder<Within<Entries, readonly ["item", Item] | readonly ["index", number]>>) => Body,
    options?: Options & ForEachKey<NoInfer<Item>>,
  ): Builder<
    After<Mode, ReadonlyArray<SettledValue<Options, ValueOf<Body>, FailureOf<Body>>>>,
    | Entries
    | readonly [Name, ReadonlyArray<SettledValue<Options, ValueOf<Body>, FailureOf<Body>>>]
    | SummaryEntry<Options, FailureOf<Body>>,
    Failure | SettledFailure<Options, FailureOf<Body>>,
    Requirements | RequirementsOf<Body>
  >

  /** Runs a body, and for a failure with a handled tag the handler instead, which sees it as `error`. */
  try<const Name extends string, BodyValue, BodyFailure, BodyRequirements, Given>(
    name: FreeName<Name, Entries>,
    body: (b: BlockBuilder<Entries>) => BlockEnd<BodyValue, BodyFailure, BodyRequirements>,
    handlers: Given & HandlerWriters<Entries, BodyFailure> & ImpossibleHandlers<Given, BodyFailure>,
  ): Builder<
    After<Mode, BodyValue | ValueOf<EndOf<Given>>>,
    Entries | readonly [Name, BodyValue | ValueOf<EndOf<Given>>],
    Failure | Exclude<BodyFailure, { readonly _tag: keyof Given }> | FailureOf<EndOf<Given>>,
    Requirements | BodyRequirements | RequirementsOf<EndOf<Given>>
  >

  /** Runs a body whose finished steps are compensated, last first, when it fails or is cancelled. */
  saga<const Name extends string, Body extends AnyBlockEnd>(
    name: FreeName<Name, Entries>,
    body: (b: BlockBuilder<Entries>) => Body,
  ): Builder<
    After<Mode, ValueOf<Body>>,
    Entries | readonly [Name, ValueOf<Body>],
    Failure | FailureOf<Body>,
    Requirements | RequirementsOf<Body>
  >

  /** Acquires a resource, runs a body that sees it as `resource`, and releases it however the body ends. */
  use<const Name extends string, Value, ResourceFailure, ResourceRequirements, Body extends AnyBlockEnd>(
    name: FreeName<Name, Entries>,
    resource: Resource<Value, ResourceFailure, ResourceRequirements>,
    body: (b: BlockBuilder<Within<Entries, readonly ["resource", NoInfer<Value>]>>) => Body,
  ): Builder<
    After<Mode, ValueOf<Body>>,
    Entries | readonly [Name, ValueOf<Body>],
    Failure | ResourceFailure | FailureOf<Body>,
    Requirements | ResourceRequirements | RequirementsOf<Body>
  >

  /** Waits: as long as said, or as a function of the scope says (a duration, or the `Date` to wait for). */
  sleep<const Name extends string>(
    name: FreeName<Name, Entries>,
    time: DurationInput | ((scope: Scope<Entries>) => DurationInput | Date),
  ): Builder<After<Mode, undefined>, Entries | readonly [Name, undefined], Failure, Requirements>

  /** Waits for a message from outside to this execution; its payload stands in scope under `name`. */
  signal<
    const Name extends string,
    Payload extends AnySchema,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Entries>,
    spec: SignalSpec<Payload, Deadline> & {
      /** The block that runs when the deadline passes, instead of a failure. */
      readonly onDeadline?: (b: BlockBuilder<Entries>) => OnDeadline
    },
  ): Builder<
    After<Mode, SchemaType<Payload> | ValueOf<OnDeadline>>,
    Entries | readonly [Name, SchemaType<Payload> | ValueOf<OnDeadline>],
    Failure | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | RequirementsOf<OnDeadline>
  >

  /** Asks a person and waits for the answer; it stands in scope under `name`. */
  human<
    const Name extends string,
    Form extends AnySchema,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Entries>,
    spec: HumanSpec<Entries, Form, Deadline> & {
      /** The block that runs when the deadline passes, instead of a failure. */
      readonly onDeadline?: (b: BlockBuilder<Entries>) => OnDeadline
    },
  ): Builder<
    After<Mode, SchemaType<Form> | ValueOf<OnDeadline>>,
    Entries | readonly [Name, SchemaType<Form> | ValueOf<OnDeadline>],
    Failure | InvalidAnswer | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | HumanTasks | RequirementsOf<OnDeadline>
  >

  /** Gives a single-use URL to `announce`, and waits for a call to it; the call's payload stands in scope under `name`. */
  webhook<
    const Name extends string,
    Payload extends AnySchema,
    Announced,
    AnnounceFailure,
    AnnounceRequirements,
    const Deadline extends DurationInput | undefined = undefined,
    OnDeadline extends AnyBlockEnd = never,
  >(
    name: FreeName<Name, Entries>,
    spec: WebhookSpec<Payload, Deadline> &
      AnnounceMapping<Entries, NoInfer<Announced>> & {
        /** The activity that tells the caller its URL. */
        readonly announce: Activity<Announced, unknown, AnnounceFailure, AnnounceRequirements>
        /** The block that runs when the deadline passes, instead of a failure. */
        readonly onDeadline?: (b: BlockBuilder<Entries>) => OnDeadline
      },
  ): Builder<
    After<Mode, SchemaType<Payload> | ValueOf<OnDeadline>>,
    Entries | readonly [Name, SchemaType<Payload> | ValueOf<OnDeadline>],
    Failure | AnnounceFailure | WaitingFailure<Deadline, OnDeadline> | FailureOf<OnDeadline>,
    Requirements | Webhooks | AnnounceRequirements | RequirementsOf<OnDeadline>
  >

  /** Calls one of the agents that offer a capability; its output stands in scope under `name`. */
  agent<
    const Name extends string,
    const CapabilityName extends string,
    Input,
    Output,
    AgentFailure,
    Given,
    const Options extends AttemptOptions<TagOf<NoInfer<AgentFailure>>>,
  >(
    name: FreeName<Name, Entries>,
    capability: Capability<CapabilityName, Input, Output, AgentFailure>,
    ...rest: MappingArguments<Entries, Input, Given, Options, "an input of this capability">
  ): Builder<
    After<Mode, Output>,
    Entries | readonly [Name, Output],
    Failure | AgentFailure | NoAgentAvailable | TimeoutFailure<Options> | DeadlineFailure<Options>,
    Requirements | Offered<CapabilityName>
  >

  /** Runs another workflow as an execution of its own; its output stands in scope under `name`. */
  child<const Name extends string, Input, Output, ChildFailure, ChildRequirements, Given>(
    name: FreeName<Name, Entries>,
    workflow: Workflow<Input, Output, ChildFailure, ChildRequirements>,
    ...rest: MappingArguments<Entries, Input, Given, never, "an input of this workflow">
  ): Builder<
    After<Mode, Output>,
    Entries | readonly [Name, Output],
    Failure | ChildFailure,
    Requirements | ChildRequirements
  >

  /** Ends the workflow or block with what `f` returns. */
  returns<Value>(f: (scope: Scope<Entries>) => Returned<Mode, Value>): Ended<Mode, Value, Failure, Requirements>
}
