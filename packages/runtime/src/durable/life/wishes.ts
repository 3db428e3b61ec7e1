import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

/** Which children of one life somebody wants cancelled, also before they have begun in it. */
export class Wishes {
  readonly #wanted = new Set<string>()
  readonly #waiting = new Map<string, () => void>()

  /** Wants an execution cancelled. */
  cancel(execution: string): void {
    this.#wanted.add(execution)
    this.#waiting.get(execution)?.()
  }

  /** Ends when somebody wants an execution cancelled. */
  of(execution: string): Effect.Effect<void> {
    return Effect.callback((resume) => {
      if (this.#wanted.has(execution)) return resume(Exit.void)
      this.#waiting.set(execution, () => resume(Exit.void))
      return Effect.sync(() => {
        this.#waiting.delete(execution)
      })
    })
  }
}
