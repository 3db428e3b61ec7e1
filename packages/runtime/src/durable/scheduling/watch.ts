import type { LifeEnd } from "../life/execution-life.ts"
import type { Watcher, Watchers } from "./watchers.ts"

/** Waits for the first of what it watches. */
export class Watch {
  readonly #watchers: Watchers
  readonly #watched: Array<readonly [id: string, watcher: Watcher]> = []
  readonly #told: Promise<LifeEnd | undefined>
  #tell: Watcher = () => undefined

  constructor(watchers: Watchers) {
    this.#watchers = watchers
    this.#told = new Promise((resolve) => {
      this.#tell = resolve
    })
  }

  /** Watches for the end of a life of an execution. */
  end(id: string): void {
    this.#add(id, this.#tell)
  }

  /** Watches for the suspension of an execution, which ends no life of what it runs besides. */
  suspension(id: string): void {
    this.#add(id, (end) => {
      if (end?.kind !== "ended") this.#tell(end)
    })
  }

  /** Gives what was told first, or says that so much time has passed. */
  async told(waitMs?: number): Promise<LifeEnd | undefined | "passed"> {
    if (waitMs === undefined) return this.#told
    let timer: ReturnType<typeof setTimeout> | undefined
    const passed = new Promise<"passed">((resolve) => {
      timer = setTimeout(() => resolve("passed"), waitMs)
    })
    try {
      return await Promise.race([this.#told, passed])
    } finally {
      clearTimeout(timer)
    }
  }

  /** Watches no more. */
  close(): void {
    for (const [id, watcher] of this.#watched) this.#watchers.unwatch(id, watcher)
  }

  #add(id: string, watcher: Watcher): void {
    this.#watched.push([id, watcher])
    this.#watchers.watch(id, watcher)
  }
}
