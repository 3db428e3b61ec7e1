/** What is due at a time. */
interface Timer {
  readonly dueMs: number
  readonly fire: () => void
}

/** Time in the model: what happens next, and when. Nothing takes time but waiting. */
export class Simulation {
  nowMs = 0
  /** Whether two things were due together, whose order the language does not say. */
  hasTies = false
  #timers: ReadonlyArray<Timer> = []
  #soon: ReadonlyArray<() => void> = []

  /** Calls back after a time, unless what this returns is called before. */
  after(delayMs: number, fire: () => void): () => void {
    const timer = { dueMs: this.nowMs + delayMs, fire }
    this.#timers = [...this.#timers, timer].toSorted((a, b) => a.dueMs - b.dueMs)
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  /** Calls back at this time, but not at once, unless what this returns is called before. */
  soon(fire: () => void): () => void {
    if (this.#soon.length > 0) this.hasTies = true
    this.#soon = [...this.#soon, fire]
    return () => {
      this.#soon = this.#soon.filter((each) => each !== fire)
    }
  }

  /** Lets everything happen that will. */
  run(): void {
    while (true) {
      const [next, ...others] = this.#soon
      const [timer, ...later] = this.#timers
      if (next !== undefined) {
        this.#soon = others
        next()
      } else if (timer !== undefined) {
        this.#timers = later
        if (later[0]?.dueMs === timer.dueMs) this.hasTies = true
        this.nowMs = timer.dueMs
        timer.fire()
      } else {
        return
      }
    }
  }
}
