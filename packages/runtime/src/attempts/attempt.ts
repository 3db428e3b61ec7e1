import type { ActivityContext } from "@millrace/plan"
import * as Effect from "effect/Effect"
import type { PromiseWait } from "./promise-wait.ts"
import type { ExecutionFacts } from "../runner/execution.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

/** One attempt of a step, as its activity sees it. */
export class Attempt implements ActivityContext {
  readonly attempt: number
  /** The wait for the promise that the activity returned. */
  wait: PromiseWait | undefined
  /** Is told what its activity came to, in the moment in which it succeeds. */
  succeeded: ((output: unknown) => void) | undefined
  readonly at: Position
  readonly step: string
  #controller: AbortController | undefined
  #cancelled = false

  constructor(at: Position, step: string, attempt: number) {
    this.attempt = attempt
    this.at = at
    this.step = step
  }

  /** Made when it is first read; an activity that never reads it costs no controller, and is not waited for. */
  get abortSignal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#cancelled) this.#controller.abort()
    }
    return this.#controller.signal
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
    this.#cancelled = true
    this.#controller?.abort()
  }

  /** Aborts the signal, and waits for the activity if it listens. */
  end(): Effect.Effect<void> {
    this.abort()
    return this.#controller === undefined || this.wait === undefined ? Effect.void : this.wait.settled()
  }
}
