import type { Concurrency } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { settled } from "../runner/settled.ts"
import { AtOnce } from "./work-at-once.ts"
import type { WorkList } from "./work-list.ts"

/**
 * Does pieces of work at once, and gives their values in the order of the list.
 *
 * **Details**
 *
 * As long as no piece waits, each has ended before the next begins, and the Effect is an `Exit`.
 */
export function atOnce(work: WorkList, concurrency: Concurrency): Effect.Effect<unknown, unknown, unknown> {
  const values: Array<unknown> = []
  let left = work.length
  for (;;) {
    const index = work.next()
    if (index === undefined) return Exit.succeed(values)
    const effect = work.begin(index, values)
    const exit = settled(effect)
    if (exit === undefined) {
      const limit = concurrency === "unbounded" ? Infinity : concurrency
      return new AtOnce(work, { limit, values, left, first: { index, effect } })
    }
    if (exit._tag === "Failure") return exit
    values[index] = exit.value
    left -= 1
    work.ended?.(index)
  }
}
