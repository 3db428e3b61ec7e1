import type { EngineParts } from "../engine-parts.ts"
import type { ExecutionLife } from "../life/execution-life.ts"

/** How long an execution rests before it is set aside, where others wait for its room. */
const hurriedMs = 3

/**
 * Watches executions that only wait, and says when one has been at rest for a while.
 *
 * **Details**
 *
 * What an execution has waited for may have come a moment ago, and not have been told to the step that waits: it is at rest
 * when nothing has moved in it. One that is due soon is let be.
 */
export class Resting {
  readonly #parts: Pick<EngineParts, "clock" | "setAsideAfterMs">
  readonly #onRest: (id: string, life: ExecutionLife) => void
  /** Those that are looked at again. */
  readonly #watched = new Map<string, { readonly life: ExecutionLife; readonly timer: ReturnType<typeof setTimeout> }>()
  #isCrowded = false

  constructor(
    parts: Pick<EngineParts, "clock" | "setAsideAfterMs">,
    onRest: (id: string, life: ExecutionLife) => void,
  ) {
    this.#parts = parts
    this.#onRest = onRest
  }

  /** Looks at an execution again after a while, if it is idle. */
  watch(id: string, life: ExecutionLife): void {
    if (!life.isIdle || this.#watched.has(id)) return
    const { clock, setAsideAfterMs } = this.#parts
    const restMs = this.#isCrowded ? Math.min(hurriedMs, setAsideAfterMs) : setAsideAfterMs
    const { moves } = life
    const look = (): void => {
      this.#watched.delete(id)
      const { nextDueMs } = life
      const isDueSoon = nextDueMs !== undefined && nextDueMs <= clock.currentTimeMillisUnsafe() + restMs
      if (life.moves !== moves || isDueSoon) this.watch(id, life)
      else if (life.isIdle) this.#onRest(id, life)
    }
    this.#watched.set(id, { life, timer: setTimeout(look, restMs) })
  }

  /** Watches it no more. */
  forget(id: string): void {
    clearTimeout(this.#watched.get(id)?.timer)
    this.#watched.delete(id)
  }

  /** Whether others wait for room: then what rests is looked at sooner. */
  crowded(isCrowded: boolean): void {
    const isNew = isCrowded && !this.#isCrowded
    this.#isCrowded = isCrowded
    if (!isNew) return
    const watched = Array.from(this.#watched)
    for (const [id, { life }] of watched) {
      this.forget(id)
      this.watch(id, life)
    }
  }

  stop(): void {
    for (const id of this.#watched.keys()) this.forget(id)
  }
}
