import { ExecutionEnded } from "../failures/execution-ended.ts"
import { UnknownSignal } from "../failures/unknown-signal.ts"
import type { ExecutionFacts } from "../runner/execution.ts"
import type { Messages } from "./mailbox.ts"

/** What comes to an execution that takes no message. */
export class NoSignals implements Messages {
  readonly #facts: ExecutionFacts
  isEnded = false

  constructor(facts: ExecutionFacts) {
    this.#facts = facts
  }

  send(signal: string): Promise<void> {
    const { id, workflow } = this.#facts
    return Promise.reject(this.isEnded ? new ExecutionEnded(id) : new UnknownSignal({ workflow, signal, known: [] }))
  }

  check(signal: string): Promise<void> {
    return this.send(signal)
  }

  end(): void {
    this.isEnded = true
  }
}
