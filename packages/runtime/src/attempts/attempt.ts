import type { ActivityContext } from "@millrace/plan"
import type { ExecutionFacts } from "../runner/execution.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

/** What only some attempts need. */
interface More {
  /** Is told what its activity came to, in the moment in which it succeeds. */
  succeeded?: (output: unknown) => void
  controller?: AbortController
  isCancelled?: true
}

/** One attempt of a step, as its activity sees it. */
export class Attempt implements ActivityContext {
  readonly attempt: number
  readonly at: Position
  readonly step: string
  #more: More | undefined

  constructor(at: Position, step: string, attempt: number) {
    this.attempt = attempt
    this.at = at
    this.step = step
    this.#more = undefined
  }

  get succeeded(): ((output: unknown) => void) | undefined {
    return this.#more?.succeeded
  }

  set succeeded(told: (output: unknown) => void) {
    this.#more = { ...this.#more, succeeded: told }
  }

  /** Whether anybody listens to its signal. */
  get hasSignal(): boolean {
    return this.#more?.controller !== undefined
  }

  /** Made when it is first read; an activity that never reads it costs no controller, and is not waited for. */
  get abortSignal(): AbortSignal {
    const more = (this.#more ??= {})
    if (more.controller === undefined) {
      more.controller = new AbortController()
      if (more.isCancelled === true) more.controller.abort()
    }
    return more.controller.signal
  }

  get idempotencyKey(): string {
    return `${this.at.execution.facts.id}/${this.path}`
  }

  get execution(): ExecutionFacts {
    return this.at.execution.facts
  }

  get path(): string {
    return stepPath(this.at, this.step)
  }

  /** Aborts the signal. */
  abort(): void {
    const more = (this.#more ??= {})
    more.isCancelled = true
    more.controller?.abort()
  }
}
