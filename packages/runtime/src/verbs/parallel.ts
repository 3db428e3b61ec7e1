import type { Concurrency, MinimumSuccessMissed, ParallelSummary } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Result from "effect/Result"
import { startBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { inCharge, thenGive, thenProceed } from "../runner/block-wait.ts"
import { blockPosition, pathOf } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { eachAtOnce } from "./each-at-once.ts"
import { asResult, requireShare } from "./summary.ts"

/** The branches of a `parallel`, by name. */
export type Branches = Readonly<Record<string, (at: Position) => BlockBody>>

/** What the branches of a `parallel` return, by name. */
export type BranchBodies = Readonly<Record<string, BlockBody>>

/** Any of the branches' bodies. Names that are not literals come only from a record without branches. */
export type BodyIn<All extends BranchBodies> = string extends keyof All ? never : All[keyof All]

/** How a `parallel` runs. */
export interface ParallelOptions {
  /** How many branches run at once. @default all */
  readonly concurrency?: Concurrency
  /** The share of branches that must succeed, from 0 to 1; branch values become `Result`s. */
  readonly minimumSuccess?: number
  /** The name under which the `ParallelSummary` stands among the values. */
  readonly summary?: string
}

/** The values of branches by name, or with `minimumSuccess` how each one ended, and the summary. */
export type ParallelValues<All extends BranchBodies, Options> = Options extends { readonly minimumSuccess: number }
  ? {
      readonly [Name in keyof All]: Result.Result<ValueOf<All[Name]>, FailureOf<All[Name]>>
    } & (Options extends { readonly summary: infer Summary extends string }
      ? { readonly [Name in Summary]: ParallelSummary<FailureOf<BodyIn<All>>> }
      : unknown)
  : { readonly [Name in keyof All]: ValueOf<All[Name]> }

/** What a `parallel` can fail with. */
export type ParallelFailure<All extends BranchBodies, Options> = Options extends { readonly minimumSuccess: number }
  ? MinimumSuccessMissed
  : FailureOf<BodyIn<All>>

/**
 * Runs branches at once.
 *
 * **Details**
 *
 * They start in the order they are written. The first failure interrupts the others, waits for their cleanup, and then
 * fails the whole; with `minimumSuccess` typed failures become values instead.
 *
 * **Example**
 *
 * ```ts
 * const { metadata, pages } = yield* parallel(at, {
 *   metadata: (at) => readStep(at, { path }),
 *   pages: (at) => rasteriseStep(at, { path }),
 * })
 * ```
 *
 * @since 0.1.0
 */
export function parallel<All extends BranchBodies, const Options extends ParallelOptions = Record<never, never>>(
  at: Position,
  branches: { readonly [Name in keyof All]: (at: Position) => All[Name] },
  options?: Options,
): Effect.Effect<ParallelValues<All, Options>, ParallelFailure<All, Options>, RequirementsOf<BodyIn<All>>>
export function parallel(
  at: Position,
  branches: Branches,
  options: ParallelOptions = {},
): Effect.Effect<unknown, unknown, unknown> {
  const { concurrency = "unbounded", minimumSuccess, summary } = options
  const names = Object.keys(branches)
  const start = (index: number): Effect.Effect<unknown, unknown, unknown> => {
    const name = names[index] ?? ""
    const body = branches[name]
    return body === undefined ? Exit.void : startBlock(body, blockPosition(at, name), undefined, undefined)
  }
  if (minimumSuccess === undefined) {
    return thenGive(eachAtOnce(names.length, start, concurrency), (values) => recordOf(names, values))
  }
  const results = eachAtOnce(names.length, (index) => asResult(inCharge(start(index))), concurrency)
  return thenProceed(results, (ended) =>
    Effect.mapEager(requireShare(ended, minimumSuccess, { keys: names, path: () => pathOf(at) }), (counted) => {
      const record = recordOf(names, ended)
      return summary === undefined ? record : { ...record, [summary]: counted }
    }),
  )
}

function recordOf(names: ReadonlyArray<string>, values: ReadonlyArray<unknown>): Record<string, unknown> {
  const record: Record<string, unknown> = {}
  // With an iterator of entries it takes half as long again.
  for (let index = 0; index < names.length; index++) record[names[index] ?? ""] = values[index]
  return record
}
