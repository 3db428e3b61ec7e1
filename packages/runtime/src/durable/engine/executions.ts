import type * as Exit from "effect/Exit"
import { endingOf } from "../../events/failure-facts.ts"
import { ExecutionCancelled } from "../../failures/execution-cancelled.ts"
import { ends } from "../../journal/execution-row.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import type { EngineParts } from "../engine-parts.ts"
import { endedExit } from "../execution-end.ts"
import type { LifeEnd } from "../execution-life.ts"
import { ExecutionSuspended } from "../failures/execution-suspended.ts"
import { ExecutionUnknown } from "../failures/execution-unknown.ts"
import type { Scheduler } from "../scheduler.ts"

/** What executions come to, and what somebody wants to become of them. */
export class Executions {
  readonly #parts: EngineParts
  readonly #scheduler: Scheduler

  constructor(parts: EngineParts, scheduler: Scheduler) {
    this.#parts = parts
    this.#scheduler = scheduler
  }

  /** Gives what is known of an execution; rejects with `ExecutionUnknown`. */
  async row(id: string): Promise<ExecutionRow> {
    const row = await this.#parts.journal.find(id)
    if (row === undefined) throw new ExecutionUnknown(id)
    return row
  }

  /** Waits for the end of an execution, and gives its value or rejects with its failure. */
  async result(id: string): Promise<unknown> {
    const end = await this.#watched(id, ({ status }) => ends.has(status) || status === "suspended")
    if (end?.kind === "ended" && end.exit._tag === "Success") return end.exit.value
    const row = await this.row(id)
    if (end?.kind === "ended") return valueOf(end.exit, row)
    if (!ends.has(row.status)) throw new ExecutionSuspended({ execution: id, reason: row.reason ?? "" })
    return valueOf(endedExit(row, this.#parts.format), row)
  }

  /** Cancels an execution, and resolves when what it has done is undone. */
  async cancel(id: string): Promise<void> {
    if (this.#scheduler.life(id) !== undefined) this.#scheduler.cancel(id)
    const end = await this.#watched(id, ({ status }) => {
      if (ends.has(status)) return true
      this.#scheduler.cancel(id)
      return false
    })
    if (end?.kind !== "suspended") return
    throw new ExecutionSuspended({ execution: id, reason: (await this.row(id)).reason ?? "" })
  }

  /** Lets a suspended execution go on, from where it was. */
  async resume(id: string): Promise<void> {
    if ((await this.row(id)).status !== "suspended") return
    const { journal, clock } = this.#parts
    const atMs = clock.currentTimeMillisUnsafe()
    await journal.append([{ kind: "status", execution: id, status: "ready", from: "suspended", atMs }])
    this.#scheduler.wake()
  }

  /** Waits for the end of a life of an execution, unless that has none and how it stands in the journal is enough. */
  async #watched(id: string, isEnough: (row: ExecutionRow) => boolean): Promise<LifeEnd | undefined> {
    let told: (end: LifeEnd) => void = () => undefined
    // Whoever looks first and watches then may miss the end.
    const ended = new Promise<LifeEnd>((resolve) => {
      told = resolve
    })
    this.#scheduler.watch(id, told)
    try {
      if (this.#scheduler.life(id) === undefined && isEnough(await this.row(id))) return undefined
      return await ended
    } finally {
      this.#scheduler.unwatch(id, told)
    }
  }
}

function valueOf(exit: Exit.Exit<unknown, unknown>, { workflow, id }: ExecutionRow): unknown {
  if (exit._tag === "Success") return exit.value
  const ending = endingOf(exit.cause)
  if (ending.kind === "failed") throw ending.error
  throw new ExecutionCancelled({ workflow, execution: id })
}
