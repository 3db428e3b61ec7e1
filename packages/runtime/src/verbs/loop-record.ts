import { repeatedPath } from "@millrace/plan"
import type { StepPath } from "@millrace/plan"
import type { Recorder } from "../runner/recorder.ts"

/** What a recorded execution remembers of a loop: each iteration that has ended, and how many there were in the end. */
export class LoopRecord {
  readonly #recorder: Recorder
  readonly #path: StepPath

  constructor(recorder: Recorder, path: StepPath) {
    this.#recorder = recorder
    this.#path = path
  }

  /** Notes that an iteration begins, which diverges where the loop was done before it. */
  begin(iteration: number): void {
    if (this.#recorder.decided(this.#path) === iterations(iteration - 1)) this.end(iteration)
  }

  /** Notes that an iteration has ended, and says whether it does so for the first time. */
  isNew(iteration: number): boolean {
    return this.#recorder.decide(repeatedPath(this.#path, iteration), "iterated")
  }

  /** Notes how many iterations there were. */
  end(count: number): void {
    this.#recorder.decide(this.#path, iterations(count))
  }
}

function iterations(count: number): string {
  return `${count} iterations`
}
