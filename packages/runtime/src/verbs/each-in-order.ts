import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { breathe } from "../runner/breathe.ts"
import { thenProceed } from "../runner/native-region.ts"
import { settled } from "../runner/settled.ts"

/**
 * Works on items one after another, and gives their values.
 *
 * **Details**
 *
 * As long as no item waits nothing is put together but the array of values, and the Effect is an `Exit`; only every
 * thousandth item in a row lets other work go first.
 */
export function eachInOrder<Item, Value, Failure, Requirements>(
  items: ReadonlyArray<Item>,
  begin: (item: Item, index: number) => Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<ReadonlyArray<Value>, Failure, Requirements> {
  const values: Array<Value> = []
  // Promises that are settled already let nothing but each other have a turn, as values do.
  const isTimeToBreathe = (): boolean => values.length % breathe.every === 0
  const proceed = (): Effect.Effect<ReadonlyArray<Value>, Failure, Requirements> => {
    while (values.length < items.length) {
      const index = values.length
      // The index is below the length just compared; an array may hold `undefined` as an item.
      const effect = begin(items[index] as Item, index)
      const exit = settled(effect)
      if (exit === undefined) {
        return thenProceed(effect, (value) => {
          values.push(value)
          return isTimeToBreathe() ? Effect.flatMap(breathe.effect, proceed) : proceed()
        })
      }
      if (exit._tag === "Failure") return Exit.failCause(exit.cause)
      values.push(exit.value)
      if (isTimeToBreathe()) return Effect.flatMap(breathe.effect, proceed)
    }
    return Exit.succeed(values)
  }
  return proceed()
}
