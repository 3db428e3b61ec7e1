import type { Workflow } from "@millrace/plan"
import type { BlockEnd, Carrier, InBlock, InFlow } from "./block-end.ts"
import type { AnyVisible, ScopeOf } from "./scope.ts"
import type { FittingValue } from "./sentences.ts"
import type { AgentVerb } from "./verbs/agent.ts"
import type { ChildVerb } from "./verbs/child.ts"
import type { ForEachVerb } from "./verbs/for-each.ts"
import type { GraphVerb } from "./verbs/graph.ts"
import type { HumanVerb } from "./verbs/human.ts"
import type { LetVerb } from "./verbs/let.ts"
import type { LoopVerb } from "./verbs/loop.ts"
import type { MatchVerb } from "./verbs/match.ts"
import type { ParallelVerb } from "./verbs/parallel.ts"
import type { RaceVerb } from "./verbs/race.ts"
import type { SagaVerb } from "./verbs/saga.ts"
import type { SignalVerb } from "./verbs/signal.ts"
import type { SleepVerb } from "./verbs/sleep.ts"
import type { StepVerb } from "./verbs/step.ts"
import type { TryVerb } from "./verbs/try.ts"
import type { UseVerb } from "./verbs/use.ts"
import type { WebhookVerb } from "./verbs/webhook.ts"
import type { WhenVerb } from "./verbs/when.ts"

/** The builder that a block's callback is given: it sees what the block sees, and has failed with nothing yet. */
export type BlockBuilder<Seen extends AnyVisible> = Builder<InBlock<undefined>, Seen, never, never>

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
      : FittingValue<Output, Value, "in the output of this workflow">
    : Value

/**
 * Writes a workflow or a block, one verb after the other. Every verb gives a new builder; none changes an old one.
 *
 * **Details**
 *
 * What a verb takes and gives stands in the file named after it, in `verbs`: a call signature there costs less to check
 * than an interface that this one extends (docs/type-cost.md).
 *
 * `Mode` says what is being written, `Seen` what is in scope, `Failure` and `Requirements` what the verbs so far may
 * fail with and need.
 *
 * @since 0.1.0
 */
export interface Builder<Mode, Seen extends AnyVisible, Failure, Requirements> extends Carrier<
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
  readonly step: StepVerb<Mode, Seen, Failure, Requirements>

  /** Puts what `f` returns into scope under `name`. `f` is a pure function of the scope. */
  readonly let: LetVerb<Mode, Seen, Failure, Requirements>

  /**
   * Starts all branches together; each one's value stands in scope under the branch's name.
   *
   * **Details**
   *
   * The first failure interrupts the other branches, waits for their cleanup, and then fails. With `minimumSuccess`
   * values are effect `Result`s and only too few successes fail.
   */
  readonly parallel: ParallelVerb<Mode, Seen, Failure, Requirements>

  /** Runs all branches, and gives the name and value of the first that succeeds; the others are interrupted. */
  readonly race: RaceVerb<Mode, Seen, Failure, Requirements>

  /**
   * Runs blocks as a directed graph: each starts when those it needs have ended, and its value stands in scope under its
   * name after the graph.
   */
  readonly graph: GraphVerb<Mode, Seen, Failure, Requirements>

  /** Runs `then` when the predicate holds, else `otherwise`; without `otherwise` the value is then `undefined`. */
  readonly when: WhenVerb<Mode, Seen, Failure, Requirements>

  /** Runs the block whose label is what `on` returns. Every label needs a block, or there is an `otherwise`. */
  readonly match: MatchVerb<Mode, Seen, Failure, Requirements>

  /**
   * Carries a state through a body, again and again; the last state stands in scope under `name`.
   *
   * **Details**
   *
   * The body sees `state` and `iteration` (from 1), and its value is the next state. More than `max` iterations fail with
   * `LoopExhausted`, unless `onExhausted` is `"continue"`.
   */
  readonly loop: LoopVerb<Mode, Seen, Failure, Requirements>

  /** Runs a body for every item; the values, in item order, stand in scope under `name`. The body sees `item` and `index`. */
  readonly forEach: ForEachVerb<Mode, Seen, Failure, Requirements>

  /** Runs a body, and for a failure with a handled tag the handler instead, which sees it as `error`. */
  readonly try: TryVerb<Mode, Seen, Failure, Requirements>

  /** Runs a body whose finished steps are compensated, last first, when it fails or is cancelled. */
  readonly saga: SagaVerb<Mode, Seen, Failure, Requirements>

  /** Acquires a resource, runs a body that sees it as `resource`, and releases it however the body ends. */
  readonly use: UseVerb<Mode, Seen, Failure, Requirements>

  /** Waits: as long as said, or as a function of the scope says (a duration, or the `Date` to wait for). */
  readonly sleep: SleepVerb<Mode, Seen, Failure, Requirements>

  /** Waits for a message from outside to this execution; its payload stands in scope under `name`. */
  readonly signal: SignalVerb<Mode, Seen, Failure, Requirements>

  /** Asks a person and waits for the answer; it stands in scope under `name`. */
  readonly human: HumanVerb<Mode, Seen, Failure, Requirements>

  /** Gives a single-use URL to `announce`, and waits for a call to it; the call's payload stands in scope under `name`. */
  readonly webhook: WebhookVerb<Mode, Seen, Failure, Requirements>

  /** Calls one of the agents that offer a capability; its output stands in scope under `name`. */
  readonly agent: AgentVerb<Mode, Seen, Failure, Requirements>

  /** Runs another workflow as an execution of its own; its output stands in scope under `name`. */
  readonly child: ChildVerb<Mode, Seen, Failure, Requirements>

  /** Ends the workflow or block with what `f` returns. */
  returns<Value>(
    f: (scope: ScopeOf<Seen>["values"]) => Returned<Mode, Value>,
  ): Ended<Mode, Value, Failure, Requirements>
}
