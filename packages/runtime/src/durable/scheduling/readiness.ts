import type { ExecutionStatus } from "../../journal/execution-row.ts"
import type { EngineParts } from "../engine-parts.ts"
import type { Progress } from "./progress.ts"

/** How long what could not be written waits until it is tried again. */
export const tryAgainMs = 1_000

/**
 * Writes that executions are ready, as soon as it can be written: nobody else may come and wake them.
 *
 * **Details**
 *
 * Somebody else may have made one ready, and it may have been claimed since: one that stands otherwise than it did is let be.
 */
export class Readiness {
  readonly #parts: Pick<EngineParts, "journal" | "clock">
  readonly #progress: Progress
  readonly #onReady: () => void
  #isStopped = false

  constructor(parts: Pick<EngineParts, "journal" | "clock">, progress: Progress, onReady: () => void) {
    this.#parts = parts
    this.#progress = progress
    this.#onReady = onReady
  }

  /** Makes an execution ready; rejects where that has to be tried again. */
  async now(id: string, from: ExecutionStatus): Promise<void> {
    try {
      await this.#write(id, from)
    } catch (failure) {
      this.later(id, from)
      throw failure
    }
  }

  /** Makes an execution ready after a while, when something can be written. */
  later(id: string, from: ExecutionStatus): void {
    this.#progress.unwritten(id)
    const again = (): void => {
      if (this.#isStopped) return
      this.#write(id, from).then(
        () => {
          this.#progress.written(id)
          return this.#onReady()
        },
        () => this.later(id, from),
      )
    }
    setTimeout(again, tryAgainMs)
  }

  stop(): void {
    this.#isStopped = true
  }

  #write(execution: string, from: ExecutionStatus): Promise<void> {
    const { journal, clock } = this.#parts
    const atMs = clock.currentTimeMillisUnsafe()
    return journal.append([{ kind: "status", execution, status: "ready", from, atMs }])
  }
}
