import * as Exit from "effect/Exit"
import { expect } from "vitest"

/** An execution that did not come to its end by itself, as it was observed. */
interface Ended {
  readonly exit: Exit.Exit<unknown, unknown>
  readonly effects: ReadonlyArray<string>
  readonly events: ReadonlyArray<string>
}

/** Demands that an execution was cancelled, and that nothing was told after that. */
export function expectCancelled({ exit, events }: Ended): void {
  expect(Exit.hasInterrupts(exit)).toBe(true)
  const ends = events.flatMap((event, index) =>
    /^\S+ execution\.cancelled durationMs=\S+$/.test(event) ? [index] : [],
  )
  expect(ends).toEqual([events.length - 1])
}

/**
 * Demands what is true wherever work was interrupted: every resource was released, and every step that was booked was
 * undone once, the last one first. `apart` is the path of a saga that is undone by itself.
 */
export function expectCleanEnd({ effects }: Ended, apart: string): void {
  for (const resource of ["heater", "oven", "lamp"]) {
    const held = effects.filter((effect) => effect === `${resource} on`)
    expect(effects.filter((effect) => effect === `${resource} off`)).toHaveLength(held.length)
  }
  expect(effects.includes("webhook closes")).toBe(effects.includes("webhook opens"))
  const booked = pathsOf(effects, " is booked")
  const undone = pathsOf(effects, ".compensate undoes")
  const isApart = (path: string): boolean => path.startsWith(apart)
  expect(undone.filter((path) => !isApart(path))).toEqual(booked.filter((path) => !isApart(path)).toReversed())
  expect(undone.filter(isApart)).toEqual(booked.filter(isApart))
}

function pathsOf(effects: ReadonlyArray<string>, what: string): ReadonlyArray<string> {
  return effects.filter((effect) => effect.endsWith(what)).map((effect) => effect.slice(0, -what.length))
}
