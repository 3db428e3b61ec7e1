import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { thenAgain } from "../runner/block-wait.ts"
import { breathe } from "../runner/breathe.ts"
import { Pause, pauseFor } from "../runner/pause.ts"
import { settled } from "../runner/settled.ts"

/**
 * Works on so many items one after another, and gives their values.
 *
 * **Details**
 *
 * As long as no item waits nothing is put together but the array of values, and the Effect is an `Exit`; only every
 * thousandth item in a row lets other work go first.
 *
 * **Gotchas**
 *
 * Whoever calls `begin` takes charge of what the item waits for.
 */
export function eachInOrder<Value, Failure, Requirements>(
  length: number,
  begin: (index: number) => Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<ReadonlyArray<Value>, Failure, Requirements>
export function eachInOrder(
  length: number,
  begin: (index: number) => Effect.Effect<unknown, unknown, unknown>,
): Effect.Effect<unknown, unknown, unknown> {
  const values: Array<unknown> = []
  let isBreathing = false
  const add = (value: unknown): void => {
    values.push(value)
    // Promises that are settled already let nothing but each other have a turn, as values do.
    isBreathing = values.length % breathe.every === 0
  }
  const iterate = (): Effect.Effect<unknown, unknown, unknown> => {
    for (;;) {
      if (isBreathing) return new Pause(breathe.effect)
      if (values.length === length) return Exit.succeed(values)
      const effect = begin(values.length)
      const exit = settled(effect)
      if (exit === undefined) return pauseFor(effect)
      if (exit._tag === "Failure") return exit
      add(exit.value)
    }
  }
  return thenAgain(iterate(), (value) => {
    if (isBreathing) isBreathing = false
    else add(value)
    return iterate()
  })
}
