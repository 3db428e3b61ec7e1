import { StoreUnusable } from "../failures/store-unusable.ts"
import type { Journal } from "../journal.ts"
import type { Fault, FaultHook, WriteFacts } from "./fault.ts"
import { MemoryExecutions } from "./memory-executions.ts"

/** A store in memory, which outlives the journals that are opened on it. */
export interface MemoryStore {
  /**
   * Opens it, as a process does when it starts: whoever had opened it before is dead, and neither writes to it nor hears
   * of it any more.
   */
  readonly open: (options?: { readonly fault?: FaultHook }) => Journal
}

/**
 * Makes a store in memory, for tests and for workflows that need not outlive their process.
 *
 * **Example**
 *
 * ```ts
 * const store = memoryStore()
 * const journal = store.open({ fault: ({ number }) => (number === 3 ? { kind: "crash", when: "before" } : undefined) })
 * ```
 *
 * @since 0.1.0
 */
export function memoryStore(): MemoryStore {
  const executions = new MemoryExecutions()
  let last: Opening | undefined
  return {
    open: ({ fault } = {}) => {
      last?.die()
      executions.recover()
      const opening = (last = new Opening(fault))
      const write = opening.write.bind(opening)
      const read = opening.read.bind(opening)
      return {
        start: (execution, owner) => write("start", [], () => executions.start(execution, owner)),
        append: (changes) => write("append", changes, () => executions.append(changes)),
        accept: (id, message, owner) => write("accept", [], () => executions.accept(id, message, owner)),
        claim: (request) => write("claim", [], () => executions.claim(request)),
        forget: (request) => write("forget", [], () => executions.forget(request)),
        find: (id) => read(() => executions.find(id)),
        read: (id) => read(() => executions.read(id)),
        nextDueMs: () => read(() => executions.nextDueMs()),
        counts: () => read(() => executions.counts()),
        list: (request = {}) => read(() => executions.list(request)),
        waits: (request = {}) => read(() => executions.waits(request)),
        recorded: (request = {}) => read(() => executions.recorded(request)),
        place: () => read(() => executions.place()),
        noted: (name) => read(() => executions.noted(name)),
        note: (name, value) => write("note", [], () => executions.note(name, value)),
        close: () => opening.close(),
      }
    },
  }
}

/** The answer of a write that nobody hears of. */
const unheard: unique symbol = Symbol("unheard")

class Opening {
  readonly #fault: FaultHook | undefined
  #state: "open" | "closed" | "dead" = "open"
  #writes = 0
  /** Resolves when all writes so far have been made or refused. */
  #made: Promise<unknown> = Promise.resolve()

  constructor(fault: FaultHook | undefined) {
    this.#fault = fault
  }

  write<Answer>(
    operation: WriteFacts["operation"],
    changes: WriteFacts["changes"],
    apply: () => Answer,
  ): Promise<Answer> {
    if (this.#state === "closed") return Promise.reject(closed())
    const number = (this.#writes += 1)
    const made = this.#made.then(() => this.#make(this.#fault?.({ number, operation, changes }), apply))
    this.#made = made.catch(() => undefined)
    return made.then(heard)
  }

  read<Answer>(look: () => Answer): Promise<Answer> {
    if (this.#state === "closed") return Promise.reject(closed())
    return this.#state === "dead" ? new Promise(() => undefined) : Promise.resolve(look())
  }

  async close(): Promise<void> {
    if (this.#state === "open") this.#state = "closed"
    await this.#made
  }

  die(): void {
    this.#state = "dead"
  }

  async #make<Answer>(fault: Fault | undefined, apply: () => Answer): Promise<Answer | typeof unheard> {
    if (this.#state === "dead") return unheard
    switch (fault?.kind) {
      case undefined:
        return apply()
      case "fail":
        throw fault.error
      case "delay":
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs))
        return this.#make(undefined, apply)
      case "drop":
        apply()
        return unheard
      case "crash":
        if (fault.when === "after") apply()
        this.die()
        return unheard
    }
  }
}

function heard<Answer>(answer: Answer | typeof unheard): Answer | Promise<never> {
  return answer === unheard ? new Promise<never>(() => undefined) : answer
}

function closed(): StoreUnusable {
  return new StoreUnusable({ file: "in memory", problem: "closed" })
}
