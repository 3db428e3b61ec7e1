import { Process, valueOf } from "./model-process.ts"
import type { Doing, Ending } from "./model-process.ts"
import { Defect, Failed } from "./model-place.ts"
import type { At } from "./model-place.ts"

/** One of several things that run together; it begins when those it needs have ended. */
export interface Part {
  readonly needs: ReadonlyArray<number>
  readonly run: (at: At) => Doing<unknown>
}

/**
 * Runs parts together, so many at once, and gives their values in written order.
 *
 * What is ready begins in written order. The first failure interrupts the others, and stands when they have cleaned up.
 */
export function* together(at: At, parts: ReadonlyArray<Part>, limit: number): Doing<ReadonlyArray<unknown>> {
  const running = new Map<number, Process<unknown>>()
  const values = new Map<number, unknown>()
  const begun = new Set<number>()
  let failure: Ending<unknown> | undefined
  let wake = (): void => undefined
  const begin = (): void => {
    for (const [index, { needs, run }] of parts.entries()) {
      if (failure !== undefined || running.size >= limit) return
      if (begun.has(index) || !needs.every((need) => values.has(need))) continue
      begun.add(index)
      const process = new Process<unknown>(
        (self) => run({ ...at, process: self }),
        (ending) => ended(index, ending),
      )
      running.set(index, process)
      process.start()
    }
  }
  const ended = (index: number, ending: Ending<unknown>): void => {
    running.delete(index)
    if (ending.kind === "value") values.set(index, ending.value)
    else if (failure !== undefined) {
      // The first error stays, but with a defect in the cleanup it is one too.
      if (ending.thrown instanceof Defect && !isDefect(failure)) failure = asDefect(failure) ?? ending
    } else {
      failure = ending
      interruptAll(running.values())
    }
    if (failure === undefined) begin()
    if (running.size === 0) wake()
  }
  begin()
  const onWake = (resume: () => void): void => {
    wake = resume
  }
  try {
    yield* untilEmpty(at, running, onWake)
  } catch (interruption) {
    if (isDefect(failure)) valueOf(failure)
    throw interruption
  }
  if (failure !== undefined) valueOf(failure)
  return parts.map((_, index) => values.get(index))
}

function asDefect(ending: Ending<unknown>): Ending<unknown> | undefined {
  if (ending.kind !== "thrown" || !(ending.thrown instanceof Failed)) return undefined
  return { kind: "thrown", thrown: new Defect(ending.thrown.error) }
}

/** Whether something ended with a defect. */
export function isDefect(ending: Ending<unknown> | undefined): ending is Ending<unknown> {
  return ending?.kind === "thrown" && ending.thrown instanceof Defect
}

/** Waits until nothing runs any more; interrupted, it interrupts what does, and waits for that too. */
export function* untilEmpty(
  at: At,
  running: ReadonlyMap<number, Process<unknown>>,
  onWake: (resume: () => void) => void,
): Doing<void> {
  const empty = function* (): Doing<void> {
    if (running.size === 0) return
    yield (resume) => {
      onWake(resume)
      return () => onWake(() => undefined)
    }
  }
  try {
    yield* empty()
  } catch (interruption) {
    interruptAll(running.values())
    yield* at.process.shielded(empty())
    throw interruption
  }
}

/** Interrupts processes in the order in which they began. */
export function interruptAll(processes: Iterable<Process<unknown>>): void {
  for (const process of Array.from(processes)) process.interrupt()
}
