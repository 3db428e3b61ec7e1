import { messageOf } from "../../events/failure-facts.ts"
import type { EngineParts } from "../engine-parts.ts"

/** How long what should go on may take to do so before somebody is told. */
const patienceMs = 15_000

/** Watches whether executions are claimed, written and woken. */
export class Progress {
  readonly #parts: Pick<EngineParts, "journal" | "clock" | "maximumExecutions">
  /** Since when executions are being claimed, on a clock that never goes back, and why the last try failed. */
  #claiming: { readonly sinceMs: number; readonly failure?: string } | undefined
  /** Executions whose journal could not be written. */
  readonly #unwritten = new Set<string>()

  constructor(parts: Pick<EngineParts, "journal" | "clock" | "maximumExecutions">) {
    this.#parts = parts
  }

  claiming(): void {
    this.#claiming ??= { sinceMs: performance.now() }
  }

  claimed(): void {
    this.#claiming = undefined
  }

  notClaimed(failure: unknown): void {
    this.#claiming = { sinceMs: performance.now(), failure: messageOf(failure) }
  }

  unwritten(id: string): void {
    this.#unwritten.add(id)
  }

  written(id: string): void {
    this.#unwritten.delete(id)
  }

  /** Gives a sentence for each reason why what should go on does not. */
  async problems({
    running,
    isEnding,
  }: {
    readonly running: number
    readonly isEnding: boolean
  }): Promise<ReadonlyArray<string>> {
    const { journal, clock, maximumExecutions } = this.#parts
    const found: Array<string> = []
    const { sinceMs = Infinity, failure } = this.#claiming ?? {}
    if (failure !== undefined) found.push(`executions cannot be claimed: ${failure}`)
    else if (performance.now() - sinceMs > patienceMs) found.push("claiming executions takes too long")
    if (this.#unwritten.size > 0) found.push(`${this.#unwritten.size} executions cannot be written`)
    const dueMs = await journal.nextDueMs()
    const isLate = dueMs !== undefined && clock.currentTimeMillisUnsafe() - dueMs > patienceMs
    if (isLate && running < maximumExecutions && !isEnding) {
      found.push(`what was due at ${new Date(dueMs).toISOString()} has not been woken`)
    }
    return found
  }
}
