import type {
  Activity,
  AnyActivity,
  CachePolicy,
  Compensation,
  DurationInput,
  Pool,
  RateLimit,
  StepNode,
} from "@millrace/plan"
import type { Result } from "effect/Result"
import { parseAttempts } from "../attempt-options.ts"
import type { AttemptOptions, DeadlineFailure, TimeoutFailure } from "../attempt-options.ts"
import type { After, TagOf } from "../block-end.ts"
import type { Builder } from "../builder.ts"
import { checkCount, checkDuration, checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Unmapped, Unneeded } from "../mapping-arguments.ts"
import type { AnyVisible, ScopeOf, With } from "../scope.ts"
import type { Attempt, Fitting, FittingValue, FreeName } from "../sentences.ts"

/** How a step runs its activity. `Name` and `Output` are its own, `Tag` one of the activity's failures. */
export interface StepOptions<
  Seen extends AnyVisible = AnyVisible,
  Name extends string = string,
  Output = unknown,
  Tag extends string = string,
> extends AttemptOptions<Tag> {
  /** Whether the step runs at all; skipped, its value is `undefined`. */
  readonly when?: (scope: ScopeOf<Seen>["values"]) => boolean
  /** `"continue"` makes the value an effect `Result`: a typed failure no longer fails the workflow. */
  readonly onFailure?: "continue"
  /** Undoes the step when it has finished and the saga around it fails or is cancelled. */
  readonly compensate?: {
    readonly activity: AnyActivity
    /** A function of the scope with the step's own output in it, which gives the activity's input. */
    readonly map: (scope: ScopeOf<With<Seen, Name, Output>>["values"]) => unknown
  }
  /** Takes a place in a pool for each attempt. */
  readonly pool?: Pool
  /** Waits its turn in a rate limit before each attempt. */
  readonly rateLimit?: RateLimit
  /** Keeps results and gives them again. */
  readonly cache?: StepCache<Seen>
}

/** How results of a step are kept, in memory and for the whole process. */
export interface StepCache<Seen extends AnyVisible> {
  /** How long a result is kept. */
  readonly ttl: DurationInput
  /** What identifies a result. @default the step's input, as JSON */
  readonly key?: (scope: ScopeOf<Seen>["values"]) => string
  /** The most results kept; the least recently used go first. @default 1000 */
  readonly maximumSize?: number
}

/** Options as written; a compensation's mapping must give what its activity takes. */
export type FittingOptions<Options> = Options extends {
  readonly compensate: {
    readonly activity: Activity<infer Input, infer _O, infer _F, infer _R>
    readonly map: (scope: infer Values) => infer Given
  }
}
  ? Omit<Options, "compensate"> & {
      readonly compensate: {
        readonly activity: AnyActivity
        readonly map: (scope: Values) => FittingValue<Input, Given, "an input of this compensation">
      }
    }
  : Options

/** The services that a compensation needs. */
export type CompensationRequirements<Options> = Options extends {
  readonly compensate: { readonly activity: Activity<infer _I, infer _O, infer _F, infer Requirements> }
}
  ? Requirements
  : never

/** The value of a step that runs: its output, or with `onFailure: "continue"` a `Result`. */
export type StepValue<Output, Failure, Options> = Options extends { readonly onFailure: "continue" }
  ? Result<Output, Failure>
  : Output

/** What a step that may be skipped adds to its value. */
export type SkippedValue<Options> = Options extends { readonly when: unknown } ? undefined : never

/** What a step with these options still fails with. */
export type StillFailing<Failure, Options> = Options extends { readonly onFailure: "continue" } ? never : Failure

/** The options of a step as the builder keeps them. */
export interface LiveStepOptions extends AttemptOptions {
  readonly when?: LiveMapping
  readonly onFailure?: "continue"
  readonly compensate?: { readonly activity: AnyActivity; readonly map?: LiveMapping }
  readonly pool?: Pool
  readonly rateLimit?: RateLimit
  readonly cache?: { readonly ttl: DurationInput; readonly key?: LiveMapping; readonly maximumSize?: number }
}

/** What calling `.step` takes and gives. */
export interface StepVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Input, Output, StepFailure, StepRequirements>(
    name: FreeName<Name, Seen["names"]>,
    activity: Unmapped<Activity<Input, Output, StepFailure, StepRequirements>, Seen, Name, Input>,
  ): Builder<After<Mode, Output>, With<Seen, Name, Output>, Failure | StepFailure, Requirements | StepRequirements>
  <
    const Name extends string,
    Input,
    Output,
    StepFailure,
    StepRequirements,
    Mapping extends (scope: ScopeOf<Seen>["values"]) => Attempt<NoInfer<Input>>,
  >(
    name: FreeName<Name, Seen["names"]>,
    activity: Activity<Input, Output, StepFailure, StepRequirements>,
    map: Fitting<Mapping, NoInfer<Input>, "an input of this activity">,
  ): Builder<After<Mode, Output>, With<Seen, Name, Output>, Failure | StepFailure, Requirements | StepRequirements>
  <
    const Name extends string,
    Input,
    Output,
    StepFailure,
    StepRequirements,
    Mapping extends (scope: ScopeOf<Seen>["values"]) => Attempt<NoInfer<Input>>,
    const Options extends StepOptions<Seen, Name, Output, TagOf<NoInfer<StepFailure>>>,
  >(
    name: FreeName<Name, Seen["names"]>,
    activity: Activity<Input, Output, StepFailure, StepRequirements>,
    map: Fitting<Mapping, NoInfer<Input>, "an input of this activity"> | Unneeded<Seen, NoInfer<Input>>,
    options: FittingOptions<Options>,
  ): Builder<
    After<
      Mode,
      | StepValue<Output, StepFailure | TimeoutFailure<Options> | DeadlineFailure<Options>, Options>
      | SkippedValue<Options>
    >,
    With<
      Seen,
      Name,
      | StepValue<Output, StepFailure | TimeoutFailure<Options> | DeadlineFailure<Options>, Options>
      | SkippedValue<Options>
    >,
    Failure | StillFailing<StepFailure | TimeoutFailure<Options> | DeadlineFailure<Options>, Options>,
    Requirements | StepRequirements | CompensationRequirements<Options>
  >
}

/** Makes the node of `.step`. */
export function parseStep(
  name: string,
  activity: AnyActivity,
  rest: { readonly mapping: LiveMapping | undefined; readonly options: LiveStepOptions | undefined },
): StepNode {
  const { mapping, options = {} } = rest
  const { when, onFailure, compensate, pool, rateLimit, cache } = options
  checkName(name)
  return {
    kind: "step",
    name,
    activity,
    ...(mapping === undefined ? {} : { mapping }),
    ...parseAttempts(name, options),
    ...(when === undefined ? {} : { when }),
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(compensate === undefined ? {} : { compensate: parseCompensation(compensate) }),
    ...(pool === undefined ? {} : { pool }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(cache === undefined ? {} : { cache: parseCache(name, cache) }),
  }
}

function parseCompensation({ activity, map }: NonNullable<LiveStepOptions["compensate"]>): Compensation {
  return Object.freeze({ activity, ...(map === undefined ? {} : { mapping: map }) })
}

function parseCache(name: string, cache: NonNullable<LiveStepOptions["cache"]>): CachePolicy {
  checkDuration(name, "cache.ttl", cache.ttl)
  if (cache.maximumSize !== undefined) checkCount(name, "cache.maximumSize", cache.maximumSize)
  return Object.freeze({ ...cache })
}
