import type { ExecutionHistory } from "@millrace/runtime/journal"
import { between, pick } from "../../equivalence/chance.ts"
import type { FaultRates } from "./faults.ts"
import { SimulatedProcess } from "./simulated-process.ts"
import type { ProcessOptions } from "./simulated-process.ts"
import { note } from "./world.ts"
import type { World } from "./world.ts"

const noFaults: FaultRates = { refused: 0, crashed: 0, dropped: 0, delayed: 0, longestDelayMs: 1, most: 0 }

/** How long nobody but the disk ends a process. */
const shortestMs = 50
/** How long an engine may take to close, besides what it was given as grace. */
const closingMs = 20_000

/** Begins a process whenever there is none, and ends it at random moments. */
export class Supervisor {
  readonly #world: World
  readonly #options: Omit<ProcessOptions, "takeFault">
  #isCalm = false
  #isOver = false
  processes = 0
  faults = 0

  constructor(world: World, options: Omit<ProcessOptions, "takeFault">) {
    this.#world = world
    this.#options = options
  }

  begin(): void {
    void this.#run()
  }

  /** From now on disks work, and nothing dies. */
  calm(): void {
    this.#isCalm = true
    note(this.#world, "it is calm")
  }

  /** Closes the engine for good. */
  async end(): Promise<void> {
    this.#isOver = true
    const { process } = this.#world
    if (process !== undefined) void this.#close(process)
  }

  /** Gives all that the journal has of all executions. */
  async histories(): Promise<ReadonlyArray<ExecutionHistory>> {
    const { process } = this.#world
    if (process?.isDead !== false) return []
    const { items } = await process.journal.list({ limit: 10_000 })
    const histories = await Promise.all(items.map(({ id }) => process.journal.read(id)))
    return histories.flatMap((history) => history ?? [])
  }

  async #run(): Promise<void> {
    const { clock, chance } = this.#world
    while (!this.#isOver) {
      const process = this.#make()
      if (await process.open(this.#options.engine)) {
        note(this.#world, `process ${this.processes} is open`)
        void this.#endSometime(process)
      } else {
        process.die("it could not be opened")
      }
      await process.died
      await clock.wait(between(chance, 1, pick(chance, [5, 500, 5_000])))
    }
  }

  #make(): SimulatedProcess {
    this.processes += 1
    const { store, rates, engine } = this.#options
    return new SimulatedProcess(this.#world, {
      store,
      rates: this.#isCalm ? noFaults : rates,
      engine,
      takeFault: (what) => {
        if (this.#isCalm || this.faults >= rates.most) return false
        this.faults += 1
        note(this.#world, what)
        return true
      },
    })
  }

  async #endSometime(process: SimulatedProcess): Promise<void> {
    const { clock, chance } = this.#world
    await clock.wait(shortestMs + between(chance, 0, pick(chance, [100, 10_000, 60_000])))
    if (process.isDead || this.#isCalm) return
    if (chance() < 0.3) process.die("it is killed")
    else await this.#close(process)
  }

  /** Closes an engine, after which nobody is left without an answer. */
  async #close(process: SimulatedProcess): Promise<void> {
    const { clock, chance, broken } = this.#world
    if (process.isDead || process.isClosing) return
    process.isClosing = true
    const graceMs = pick(chance, [0, 0, 20, 3_000])
    note(this.#world, "the engine closes")
    const isClosed = await Promise.race([
      process.engine?.close({ graceMs }).then(() => true),
      clock.wait(graceMs + closingMs).then(() => false),
      process.died.then(() => true),
    ]).catch((problem: unknown) => {
      broken.add(`closing has failed: ${String(problem)}`)
      return true
    })
    if (process.isDead) return
    if (!isClosed) broken.add("the engine does not close")
    process.engine = undefined
    await clock.wait(10)
    if (process.isDead || process.isHung) return process.die("it was closed")
    for (const what of process.asked) broken.add(`nobody answered '${what}', and the engine is closed`)
    process.die("it was closed")
  }
}
