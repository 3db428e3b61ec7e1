import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Told } from "./entry-writer.ts"

/**
 * The interruptions of one execution that are on their way to the disk.
 *
 * **Details**
 *
 * Nobody waits for one of them to be written, so what comes behind it may begin before. A later life that does not know of
 * the interruption would not know that anything behind it can have begun.
 */
export class UnwrittenInterruptions implements Told {
  #count = 0
  readonly #waiting = new Set<() => void>()

  /** One has been handed over. */
  add(): this {
    this.#count += 1
    return this
  }

  written(): void {
    this.#count -= 1
    if (this.#count > 0) return
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const end of waiting) end()
  }

  /** Ends when all of them are on the disk. */
  get allWritten(): Effect.Effect<void> {
    if (this.#count === 0) return Exit.void
    return Effect.callback((resume) => {
      const end = (): void => resume(Exit.void)
      this.#waiting.add(end)
      return Effect.sync(() => void this.#waiting.delete(end))
    })
  }
}
