import type { Concurrency, MinimumSuccessMissed, ParallelBranch, ParallelNode, ParallelSummary } from "@millrace/plan"
import type { Result } from "effect/Result"
import type { After, AnyBlockEnd, EndOf, FailureOf, NameOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkConcurrency, checkName, checkShare } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, ReservedName, With, WithAll } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** How branches or items run together. `Summary` is a free name. */
export interface ParallelOptions<Summary extends string = string> {
  /** How many run at once. @default "unbounded" for branches, 1 for items */
  readonly concurrency?: Concurrency
  /**
   * The share from 0 to 1 that must succeed. Values become effect `Result`s, and a typed failure of one no longer stops
   * the others; too few successes fail with `MinimumSuccessMissed`.
   */
  readonly minimumSuccess?: number
  /** The name under which the `ParallelSummary` stands in scope; needs `minimumSuccess`. */
  readonly summary?: Summary
}

/** The callbacks of branches, by what they return; one whose name is taken is asked to be the sentence that says so. */
export type Branches<Ends, Seen extends AnyVisible> = {
  readonly [Name in keyof Ends]: Name extends Seen["names"] | ReservedName
    ? FreeName<Name & string, Seen["names"]>
    : (b: BlockBuilder<Seen>) => Ends[Name]
}

/** What branches put into scope. */
export type BranchValues<Ends extends Readonly<Record<string, AnyBlockEnd>>, Options> = {
  readonly [Name in NameOf<Ends>]: SettledValue<Options, ValueOf<Ends[Name]>, FailureOf<Ends[Name]>>
}

/** A branch's or item's value: itself, or with `minimumSuccess` a `Result`. */
export type SettledValue<Options, Value, Failure> = Options extends { readonly minimumSuccess: number }
  ? Result<Value, Failure>
  : Value

/** What branches or items can fail with: their own failures, or with `minimumSuccess` only that too few succeed. */
export type SettledFailure<Options, Failure> = Options extends { readonly minimumSuccess: number }
  ? MinimumSuccessMissed
  : Failure

/** The scope with the summary, when it has a name. */
export type WithSummary<Seen extends AnyVisible, Options, Failure> = Options extends {
  readonly summary: infer Name extends string
}
  ? With<Seen, Name, ParallelSummary<Failure>>
  : Seen

/** What calling `.parallel` takes and gives. */
export interface ParallelVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <Ends extends Readonly<Record<string, AnyBlockEnd>>, const Options extends ParallelOptions = {}>(
    branches: Branches<Ends, Seen>,
    options?: Options,
  ): Builder<
    After<Mode, undefined>,
    WithSummary<WithAll<Seen, BranchValues<Ends, Options>>, Options, FailureOf<EndOf<Ends>>>,
    Failure | SettledFailure<Options, FailureOf<EndOf<Ends>>>,
    Requirements | RequirementsOf<EndOf<Ends>>
  >
}

/** Makes the node of `.parallel`. */
export function parseParallel(
  branches: Readonly<Record<string, BlockCallback>>,
  options: ParallelOptions = {},
): ParallelNode {
  checkConcurrency("parallel", options.concurrency)
  checkShare("parallel", "minimumSuccess", options.minimumSuccess)
  if (options.summary !== undefined) checkName(options.summary)
  return {
    kind: "parallel",
    branches: parseBranches(branches),
    ...settledOptions(options),
  }
}

/** Gives the branches of a record of callbacks. */
export function parseBranches(branches: Readonly<Record<string, BlockCallback>>): ReadonlyArray<ParallelBranch> {
  return Object.freeze(
    Object.entries(branches).map(([name, callback]) => {
      checkName(name)
      return Object.freeze({ name, block: parseBlock(callback) })
    }),
  )
}

/** Gives the options that `parallel` and `forEach` share, without absent ones. */
export function settledOptions(options: ParallelOptions): ParallelOptions {
  return {
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    ...(options.minimumSuccess === undefined ? {} : { minimumSuccess: options.minimumSuccess }),
    ...(options.summary === undefined ? {} : { summary: options.summary }),
  }
}
