import { InternalError } from "@millrace/plan"
import type { Concurrency } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { atOnce } from "./at-once.ts"
import type { WorkList } from "./work-list.ts"

/** Work that begins when other work has ended. */
export interface DependentWork {
  /** What it needs, as places of earlier work in the list. */
  readonly needs: ReadonlyArray<number>
  /** Begins it with the values of what it needs. Whoever calls it takes charge of what it waits for. */
  readonly begin: (values: ReadonlyArray<unknown>) => AnyEffect
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Does work in the order of what it needs, and gives the values in the order of the list. */
export function eachWhenReady(
  work: ReadonlyArray<DependentWork>,
  concurrency: Concurrency,
): Effect.Effect<ReadonlyArray<unknown>, unknown, unknown> {
  // The values of the whole list are its value.
  return atOnce(new DependentList(work), concurrency) as Effect.Effect<ReadonlyArray<unknown>, unknown, unknown>
}

/** Gives, of what has all that it needs, the first in the list. */
class DependentList implements WorkList {
  readonly #work: ReadonlyArray<DependentWork>
  /** How many of its needs each piece of work still waits for. */
  readonly #missing: Array<number> = []
  readonly #dependents: Array<Array<number>> = []
  /** What can begin, the last in the list first. */
  readonly #ready: Array<number> = []

  constructor(work: ReadonlyArray<DependentWork>) {
    this.#work = work
    for (const [index, { needs }] of work.entries()) {
      this.#missing.push(needs.length)
      this.#dependents.push([])
      for (const need of needs) this.#dependents[need]?.push(index)
    }
    for (let index = work.length - 1; index >= 0; index--) {
      if (this.#missing[index] === 0) this.#ready.push(index)
    }
  }

  get length(): number {
    return this.#work.length
  }

  next(): number | undefined {
    return this.#ready.pop()
  }

  begin(index: number, values: ReadonlyArray<unknown>): AnyEffect {
    const work = this.#work[index]
    if (work === undefined) throw new InternalError(`there is no work at ${index}`)
    return work.begin(work.needs.map((need) => values[need]))
  }

  ended(index: number): void {
    for (const dependent of this.#dependents[index] ?? []) {
      const missing = (this.#missing[dependent] ?? 0) - 1
      this.#missing[dependent] = missing
      if (missing === 0) this.#makeReady(dependent)
    }
  }

  #makeReady(index: number): void {
    let low = 0
    let high = this.#ready.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ready[middle] ?? 0) > index) low = middle + 1
      else high = middle
    }
    this.#ready.splice(low, 0, index)
  }
}
