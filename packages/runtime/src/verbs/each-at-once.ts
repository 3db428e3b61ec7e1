import type { Concurrency } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { settled } from "../runner/settled.ts"

/**
 * Works on items at once, and gives their values in the order of the items.
 *
 * **Details**
 *
 * As long as no item waits, each has ended before the next begins, and the Effect is an `Exit`; from the first one that
 * waits on it is effect's own `forEach`.
 */
export function eachAtOnce<Item, Value, Failure, Requirements>(
  items: ReadonlyArray<Item>,
  begin: (item: Item, index: number) => Effect.Effect<Value, Failure, Requirements>,
  concurrency: Concurrency,
): Effect.Effect<ReadonlyArray<Value>, Failure, Requirements> {
  const values: Array<Value> = []
  for (const [index, item] of items.entries()) {
    const effect = begin(item, index)
    const exit = settled(effect)
    if (exit === undefined) return together(items, { begin, concurrency, values, first: effect })
    if (exit._tag === "Failure") return Exit.failCause(exit.cause)
    values.push(exit.value)
  }
  return Exit.succeed(values)
}

/** Items of which the first ones have ended, and the next one has begun. */
function together<Item, Value, Failure, Requirements>(
  items: ReadonlyArray<Item>,
  {
    begin,
    concurrency,
    values,
    first,
  }: {
    readonly begin: (item: Item, index: number) => Effect.Effect<Value, Failure, Requirements>
    readonly concurrency: Concurrency
    readonly values: ReadonlyArray<Value>
    readonly first: Effect.Effect<Value, Failure, Requirements>
  },
): Effect.Effect<ReadonlyArray<Value>, Failure, Requirements> {
  const done = values.length
  const rest = Effect.forEach(items.slice(done), (item, index) => (index === 0 ? first : begin(item, done + index)), {
    concurrency,
  })
  return done === 0 ? rest : Effect.map(rest, (others) => [...values, ...others])
}
