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
import type { AttemptOptions } from "../attempt-options.ts"
import { checkCount, checkDuration, checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Entry, Scope } from "../scope.ts"

/** How a step runs its activity. `Own` is the step's own name and output, `Tag` one of the activity's failures. */
export interface StepOptions<
  Entries extends Entry = Entry,
  Own extends Entry = Entry,
  Tag extends string = string,
> extends AttemptOptions<Tag> {
  /** Whether the step runs at all; skipped, its value is `undefined`. */
  readonly when?: (scope: Scope<Entries>) => boolean
  /** `"continue"` makes the value an effect `Result`: a typed failure no longer fails the workflow. */
  readonly onFailure?: "continue"
  /** Undoes the step when it has finished and the saga around it fails or is cancelled. */
  readonly compensate?: {
    readonly activity: AnyActivity
    /** A function of the scope with the step's own output in it, which gives the activity's input. */
    readonly map: (scope: Scope<Entries | Own>) => unknown
  }
  /** Takes a place in a pool for each attempt. */
  readonly pool?: Pool
  /** Waits its turn in a rate limit before each attempt. */
  readonly rateLimit?: RateLimit
  /** Keeps results and gives them again. */
  readonly cache?: StepCache<Entries>
}

/** How results of a step are kept, in memory and for the whole process. */
export interface StepCache<Entries extends Entry> {
  /** How long a result is kept. */
  readonly ttl: DurationInput
  /** What identifies a result. @default the step's input, as JSON */
  readonly key?: (scope: Scope<Entries>) => string
  /** The most results kept; the least recently used go first. @default 1000 */
  readonly maximumSize?: number
}

/** A compensation's mapping gives what its activity takes. */
export type CompensationFits<Options> = Options extends {
  readonly compensate: { readonly activity: Activity<infer Input, infer _O, infer _F, infer _R> }
}
  ? { readonly compensate: { readonly map: (scope: never) => Input } }
  : unknown

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
