import type { Doing } from "./model-process.ts"
import type { Simulation } from "./model-simulation.ts"

/** So many at once; the others wait in line. */
export class Permits {
  readonly #simulation: Simulation
  #free: number
  #line: ReadonlyArray<() => void> = []

  constructor(simulation: Simulation, size: number) {
    this.#simulation = simulation
    this.#free = size
  }

  /** Does something with a permit. */
  *holding<Value>(doing: () => Doing<Value>): Doing<Value> {
    if (this.#free > 0 && this.#line.length === 0) this.#free -= 1
    else yield (resume) => this.#queue(resume)
    try {
      return yield* doing()
    } finally {
      this.#free += 1
      this.#callNext()
    }
  }

  #queue(resume: () => void): () => void {
    this.#line = [...this.#line, resume]
    return () => {
      this.#line = this.#line.filter((each) => each !== resume)
    }
  }

  /** Whoever is next comes when the one that has left waits. */
  #callNext(): void {
    if (this.#line.length === 0) return
    this.#simulation.soon(() => {
      const [next, ...others] = this.#line
      if (next === undefined || this.#free === 0) return
      this.#line = others
      this.#free -= 1
      next()
    })
  }
}
