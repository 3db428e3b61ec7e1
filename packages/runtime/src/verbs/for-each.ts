import type { Concurrency, MinimumSuccessMissed, ParallelSummary } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Result from "effect/Result"
import { DuplicateKey } from "../failures/duplicate-key.ts"
import { startBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { inCharge, thenProceed } from "../runner/block-wait.ts"
import { repetitionPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { eachAtOnce } from "./each-at-once.ts"
import { eachInOrder } from "./each-in-order.ts"
import { asResult, requireShare } from "./summary.ts"

/** How a `forEach` runs. */
export interface ForEachOptions<Item> {
  /** How many items are worked on at once. @default 1 */
  readonly concurrency?: Concurrency
  /** The share of items that must succeed, from 0 to 1; item values become `Result`s. */
  readonly minimumSuccess?: number
  /** Whether the summary is given beside the results, as `[results, summary]`. @default false */
  readonly summary?: true
  /** What an item is called in paths. @default its index */
  readonly key?: (item: Item, index: number) => string | number
}

/** The callback of a `forEach` for one item. */
export type ItemCallback<Item, Body extends BlockBody> = (at: Position, item: Item, index: number) => Body

/**
 * Runs a body for every item, and gives the values in item order.
 *
 * **Details**
 *
 * The first failure interrupts the items in work, waits for their cleanup, and then fails the whole; with
 * `minimumSuccess` typed failures become values instead. Two items with one key are a defect.
 *
 * **Example**
 *
 * ```ts
 * const texts = yield* forEach(at, "texts", pages, (at, item) => ocrStep(at, { image: item.image }), {
 *   concurrency: 2,
 *   key: (page) => page.id,
 * })
 * ```
 *
 * @since 0.1.0
 */
export function forEach<Item, Body extends BlockBody>(
  at: Position,
  name: string,
  items: Iterable<Item>,
  body: ItemCallback<Item, Body>,
  options: ForEachOptions<Item> & { readonly minimumSuccess: number; readonly summary: true },
): Effect.Effect<
  readonly [
    results: ReadonlyArray<Result.Result<ValueOf<Body>, FailureOf<Body>>>,
    summary: ParallelSummary<FailureOf<Body>>,
  ],
  MinimumSuccessMissed,
  RequirementsOf<Body>
>
export function forEach<Item, Body extends BlockBody>(
  at: Position,
  name: string,
  items: Iterable<Item>,
  body: ItemCallback<Item, Body>,
  options: ForEachOptions<Item> & { readonly minimumSuccess: number },
): Effect.Effect<
  ReadonlyArray<Result.Result<ValueOf<Body>, FailureOf<Body>>>,
  MinimumSuccessMissed,
  RequirementsOf<Body>
>
export function forEach<Item, Body extends BlockBody>(
  at: Position,
  name: string,
  items: Iterable<Item>,
  body: ItemCallback<Item, Body>,
  options?: Omit<ForEachOptions<Item>, "minimumSuccess" | "summary">,
): Effect.Effect<ReadonlyArray<ValueOf<Body>>, FailureOf<Body>, RequirementsOf<Body>>
export function forEach(
  at: Position,
  name: string,
  given: Iterable<unknown>,
  body: ItemCallback<unknown, BlockBody>,
  options: ForEachOptions<unknown> = {},
): Effect.Effect<unknown, unknown, unknown> {
  const { concurrency = 1, minimumSuccess, summary, key } = options
  const items = Array.isArray(given) ? given : Array.from(given)
  const keys = key === undefined ? undefined : items.map((item, index) => String(key(item, index)))
  const path = (): string => stepPath(at, name)
  if (keys !== undefined && new Set(keys).size < keys.length) return Exit.die(duplicateKey(keys, path()))
  at.execution.recorder?.decide(path(), JSON.stringify(keys ?? items.length))
  const start = (index: number): Effect.Effect<unknown, unknown, unknown> =>
    startBlock(body, repetitionPosition(at, name, keys?.[index] ?? index), items[index], index)
  if (minimumSuccess === undefined) return eachItem(items.length, start, concurrency)
  const results = eachItem(items.length, (index) => asResult(inCharge(start(index))), concurrency)
  return thenProceed(results, (ended) =>
    Effect.mapEager(
      requireShare(ended, minimumSuccess, { keys: keys ?? items.map((_, index) => String(index)), path }),
      (counted) => (summary === true ? [ended, counted] : ended),
    ),
  )
}

function eachItem<Value, Failure>(
  length: number,
  start: (index: number) => Effect.Effect<Value, Failure, unknown>,
  concurrency: Concurrency,
): Effect.Effect<ReadonlyArray<Value>, Failure, unknown> {
  return concurrency !== "unbounded" && concurrency <= 1
    ? eachInOrder(length, start)
    : eachAtOnce(length, start, concurrency)
}

function duplicateKey(keys: ReadonlyArray<string>, path: string): DuplicateKey {
  const second = keys.findIndex((key, index) => keys.indexOf(key) !== index)
  const key = keys[second] ?? ""
  return new DuplicateKey({ path, key, indices: [keys.indexOf(key), second] })
}
