import type { ExecutionEvent } from "../../events/event.ts"

/** Somebody who reads live events. */
export interface LiveReader extends Disposable {
  /** Gives what came since this was asked last. */
  readonly take: () => ReadonlyArray<ExecutionEvent>
}

/** The most events that are kept for somebody who does not come for them. */
const mostKept = 10_000

/** Passes what executions tell on to whoever reads it now. */
export class LiveEvents {
  readonly #listeners = new Set<(event: ExecutionEvent) => void>()

  /** Whether somebody listens. Executions that begin then are observed. */
  get isWatched(): boolean {
    return this.#listeners.size > 0
  }

  readonly tell = (event: ExecutionEvent): void => {
    for (const listen of this.#listeners) listen(event)
  }

  listen(listener: (event: ExecutionEvent) => void): void {
    this.#listeners.add(listener)
  }

  /** Keeps events for a reader until it takes them. */
  subscribe(): LiveReader {
    let kept: Array<ExecutionEvent> = []
    const keep = (event: ExecutionEvent): void => {
      if (kept.length < mostKept) kept.push(event)
    }
    this.#listeners.add(keep)
    return {
      take: () => {
        const taken = kept
        kept = []
        return taken
      },
      [Symbol.dispose]: () => {
        this.#listeners.delete(keep)
      },
    }
  }
}
