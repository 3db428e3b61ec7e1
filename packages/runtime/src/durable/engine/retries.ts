import { ExecutionUnknown } from "../failures/execution-unknown.ts"
import { NotRetryable } from "../failures/not-retryable.ts"
import type { EngineParts } from "../engine-parts.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import { planRetry } from "./plan-retry.ts"

/** Lets executions that have failed go on from there. */
export class Retries {
  readonly #parts: EngineParts
  readonly #scheduler: Scheduler
  /** Those that are being retried: two at once would take back the same. */
  readonly #running = new Map<string, Promise<void>>()

  constructor(parts: EngineParts, scheduler: Scheduler) {
    this.#parts = parts
    this.#scheduler = scheduler
  }

  /** Retries an execution; whoever asks at the same time is given the same. */
  retry(id: string): Promise<void> {
    const running = this.#running.get(id) ?? this.#retry(id).finally(() => this.#running.delete(id))
    this.#running.set(id, running)
    return running
  }

  async #retry(id: string): Promise<void> {
    const { journal, format, clock } = this.#parts
    const history = await journal.read(id)
    if (history === undefined) throw new ExecutionUnknown(id)
    const { status, parent } = history.execution
    const problem = parent === undefined ? statusProblem(status) : `it is a child of '${parent}': retry that`
    if (problem !== undefined) throw new NotRetryable({ execution: id, problem })
    await journal.append(await planRetry(history, { journal, format, nowMs: clock.currentTimeMillisUnsafe() }))
    this.#scheduler.wake()
  }
}

function statusProblem(status: string): string | undefined {
  switch (status) {
    case "failed":
      return undefined
    case "timed-out":
      return "its time is over"
    case "cancelled":
      return "it was cancelled"
    default:
      return `it has not failed, but is ${status}`
  }
}
