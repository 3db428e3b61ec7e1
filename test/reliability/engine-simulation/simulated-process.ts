import { Engine } from "@millrace/runtime/durable"
import type { EngineOptions } from "@millrace/runtime/durable"
import { ends } from "@millrace/runtime/journal"
import type { Journal, MemoryStore } from "@millrace/runtime/journal"
import { between } from "../../equivalence/chance.ts"
import { VirtualClock } from "../../equivalence/virtual-clock.ts"
import { drawFaults } from "./faults.ts"
import type { DrawnFaults, FaultRates } from "./faults.ts"
import { note } from "./world.ts"
import type { World } from "./world.ts"

/** The clock of a process: its timers end with it. */
class ProcessClock extends VirtualClock {
  readonly #world: VirtualClock
  readonly #stops = new Set<() => void>()
  #isStopped = false

  constructor(world: VirtualClock) {
    super()
    this.#world = world
  }

  override after(delayMs: number, fire: () => void): () => void {
    if (this.#isStopped) return () => undefined
    const stop = this.#world.after(Math.max(0, delayMs), () => {
      this.#stops.delete(stop)
      fire()
    })
    this.#stops.add(stop)
    return () => {
      this.#stops.delete(stop)
      stop()
    }
  }

  override currentTimeMillisUnsafe(): number {
    return this.#world.currentTimeMillisUnsafe()
  }

  stop(): void {
    this.#isStopped = true
    for (const stop of this.#stops) stop()
    this.#stops.clear()
  }
}

/** How processes of one simulation are begun. */
export interface ProcessOptions {
  readonly store: MemoryStore
  readonly rates: FaultRates
  readonly takeFault: (what: string) => boolean
  readonly engine: Omit<EngineOptions, "journal" | "clock" | "onError"> & { readonly maximumExecutions: number }
}

/** One process with one engine. */
export class SimulatedProcess {
  readonly #world: World
  readonly #faults: DrawnFaults
  readonly #clock: ProcessClock
  readonly maximumExecutions: number
  /** How many executions have a life now. */
  lives = 0
  /** Writes that have neither been made nor refused. */
  underway = 0
  /** What somebody has asked its engine for and not been answered. */
  readonly asked = new Set<string>()
  journal: Journal
  engine: Engine | undefined
  isClosing = false
  isDead = false
  /** Whether a write was never answered: then nobody has to be. */
  isHung = false
  #tellDead: () => void = () => undefined
  /** Resolves when it has died. */
  readonly died: Promise<void> = new Promise((resolve) => {
    this.#tellDead = resolve
  })

  constructor(world: World, { store, rates, takeFault, engine }: ProcessOptions) {
    this.#world = world
    this.#clock = new ProcessClock(world.clock)
    this.maximumExecutions = engine.maximumExecutions
    const { chance, clock } = world
    this.#faults = drawFaults({
      chance,
      rates,
      nowMs: () => clock.currentTimeMillisUnsafe(),
      take: (what) => !this.isDead && takeFault(what),
      onCrash: () => this.die("the store has lost it"),
      onDrop: () => {
        this.isHung = true
        clock.after(between(chance, 1, 300), () => this.die("it hung"))
      },
    })
    this.journal = this.#watched(store.open({ fault: this.#faults.hook }))
    world.process = this
  }

  get clock(): VirtualClock {
    return this.#clock
  }

  /** When one of its writes was refused last. */
  get refusedMs(): number {
    return this.#faults.refusedMs()
  }

  /** Opens its engine; gives `false` where that could not be done. */
  async open(options: ProcessOptions["engine"]): Promise<boolean> {
    const opening = Engine.open({
      ...options,
      journal: this.journal,
      clock: this.#clock,
      onError: (error) => this.#trouble(error),
    })
    const opened = await Promise.race([opening.catch((error: unknown) => ({ error })), this.died])
    if (opened instanceof Engine) {
      this.engine = opened
      return true
    }
    if (opened !== undefined) this.#trouble(opened.error)
    return false
  }

  /** Ends at once. */
  die(why: string): void {
    if (this.isDead) return
    this.isDead = true
    note(this.#world, `the process dies: ${why}`)
    this.#clock.stop()
    this.#tellDead()
  }

  /** What nobody is told of but whoever looks after the engine. */
  #trouble(error: unknown): void {
    const { broken } = this.#world
    if (!isOfDisk(error) && !this.isDead) broken.add(`trouble: ${String((error as Error).stack ?? error)}`)
  }

  /** What ended before a moment may be gone from now on, and nothing else. */
  async #noteForgotten(journal: Journal, endedBeforeMs: number): Promise<void> {
    const { items } = await journal.list({ limit: 10_000 })
    const old = items.filter(({ status, changedMs }) => ends.has(status) && changedMs < endedBeforeMs)
    for (const { id } of old) this.#world.forgotten.add(id)
  }

  #watched(journal: Journal): Journal {
    const handed = <Answer>(writing: Promise<Answer>): Promise<Answer> => {
      this.underway += 1
      const over = (): void => {
        this.underway -= 1
      }
      writing.then(over, () => {
        over()
        onTold()
      })
      return writing
    }
    const { onHanded, onTold } = this.#faults
    return {
      ...journal,
      start: (execution, owner) => (onHanded(), handed(journal.start(execution, owner))),
      append: (changes) => (onHanded(), handed(journal.append(changes))),
      accept: (id, message, owner) => (onHanded(), handed(journal.accept(id, message, owner))),
      claim: (request) => (onHanded(), handed(journal.claim(request))),
      forget: async (request) => {
        await this.#noteForgotten(journal, request.endedBeforeMs)
        onHanded()
        return handed(journal.forget(request))
      },
      note: (name, value) => (onHanded(), handed(journal.note(name, value))),
    }
  }
}

/** Whether something is the fault of the disk, or of the end of a process. */
export function isOfDisk(error: unknown): boolean {
  return ["WriteRefused", "StoreUnusable", "EngineClosed"].includes(
    String((error as { readonly _tag?: unknown })?._tag),
  )
}
