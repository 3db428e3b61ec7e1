import { Process, valueOf } from "./model-process.ts"
import type { Doing, Ending } from "./model-process.ts"
import type { At } from "./model-place.ts"
import { Failed } from "./model-place.ts"
import { interruptAll, isDefect, untilEmpty } from "./model-together.ts"

/**
 * Runs branches together until one succeeds, and gives which one and its value.
 *
 * They begin in written order, and none after one that has won. The losers are interrupted and clean up. When all fail it
 * fails as the first in written order; a defect ends it at once.
 */
export function* race(
  at: At,
  branches: ReadonlyArray<(at: At) => Doing<unknown>>,
): Doing<{ readonly index: number; readonly value: unknown }> {
  const running = new Map<number, Process<unknown>>()
  const failures = new Map<number, Ending<unknown>>()
  let decided: { readonly index: number; readonly ending: Ending<unknown> } | undefined
  let wake = (): void => undefined
  const ended = (index: number, ending: Ending<unknown>): void => {
    running.delete(index)
    if (decided === undefined) {
      if (ending.kind === "value" || !(ending.thrown instanceof Failed)) decided = { index, ending }
      else {
        failures.set(index, ending)
        const first = failures.get(0)
        if (failures.size === branches.length && first !== undefined) decided = { index: 0, ending: first }
      }
      if (decided !== undefined) interruptAll(running.values())
    }
    if (running.size === 0 && decided !== undefined) wake()
  }
  for (const [index, run] of branches.entries()) {
    if (decided !== undefined) break
    const process = new Process<unknown>(
      (self) => run({ ...at, process: self }),
      (ending) => ended(index, ending),
    )
    running.set(index, process)
    process.start()
  }
  try {
    yield* untilEmpty(at, running, (resume) => {
      wake = resume
    })
  } catch (interruption) {
    // A defect that has ended the race outweighs the interruption of its cleanup.
    if (isDefect(decided?.ending)) valueOf(decided.ending)
    throw interruption
  }
  if (decided === undefined) throw new Error("a race without branches")
  return { index: decided.index, value: valueOf(decided.ending) }
}

/** Does something for so long; then it is interrupted, and when it has cleaned up `late` says how that ends. */
export function* within<Value>(
  at: At,
  limitMs: number | undefined,
  doing: (at: At) => Doing<Value>,
  late: () => Doing<Value>,
): Doing<Value> {
  if (limitMs === undefined) return yield* doing(at)
  const { simulation } = at.execution
  let isLate = false
  let wake = (): void => undefined
  const process = new Process<Value>(
    (self) => doing({ ...at, process: self as Process<unknown> }),
    () => wake(),
  )
  process.start()
  const untilWoken = function* (): Doing<void> {
    yield (resume) => {
      wake = resume
      return () => {
        wake = () => undefined
      }
    }
  }
  const untilCleanedUp = function* (): Doing<void> {
    process.interrupt()
    if (process.ending === undefined) yield* untilWoken()
  }
  if (process.ending === undefined) {
    const stop = simulation.after(limitMs, () => {
      isLate = true
      wake()
    })
    try {
      yield* untilWoken()
    } finally {
      stop()
      if (process.ending === undefined) yield* at.process.shielded(untilCleanedUp())
    }
    if (isLate) return yield* late()
  }
  if (process.ending === undefined) throw new Error("what has ended has no ending")
  return valueOf(process.ending)
}
