import type { LifeEnd } from "../life/execution-life.ts"

/** Is told how a life has ended, or nothing when the execution goes on elsewhere, for its engine closes. */
export type Watcher = (end: LifeEnd | undefined) => void

/** Who waits for the end of executions, or for a reason why they do not go on. */
export class Watchers {
  readonly #watchers = new Map<string, Array<Watcher>>()
  #isClosed = false

  /** Tells somebody once. */
  watch(id: string, told: Watcher): void {
    if (this.#isClosed) return told(undefined)
    this.#watchers.set(id, [...(this.#watchers.get(id) ?? []), told])
  }

  /** Tells them no more. */
  unwatch(id: string, told: Watcher): void {
    const left = (this.#watchers.get(id) ?? []).filter((each) => each !== told)
    if (left.length > 0) this.#watchers.set(id, left)
    else this.#watchers.delete(id)
  }

  /** Tells all who watch an execution. */
  tell(id: string, end: LifeEnd | undefined): void {
    const watchers = this.#watchers.get(id) ?? []
    this.#watchers.delete(id)
    for (const watch of watchers) watch(end)
  }

  /** Tells everybody that nothing ends here any more, also whoever comes later. */
  close(): void {
    this.#isClosed = true
    for (const id of this.#watchers.keys()) this.tell(id, undefined)
  }
}
