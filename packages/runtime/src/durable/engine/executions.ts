import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import { endingOf } from "../../events/failure-facts.ts"
import { ExecutionCancelled } from "../../failures/execution-cancelled.ts"
import { ends } from "../../journal/execution-row.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import type { EngineParts } from "../engine-parts.ts"
import { detailsOf, outcomeOf } from "../details/execution-details.ts"
import type { ExecutionDetails, ExecutionOutcome } from "../details/execution-details.ts"
import { endedExit } from "../life/execution-end.ts"
import type { LifeEnd } from "../life/execution-life.ts"
import { EngineClosed } from "../failures/engine-closed.ts"
import { ExecutionSuspended } from "../failures/execution-suspended.ts"
import { ExecutionUnknown } from "../failures/execution-unknown.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import { workflowValues } from "../values/workflow-values.ts"

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

  /** Gives the execution that runs this one: itself, or what it is a child of. */
  async rootOf(id: string): Promise<string> {
    const { parent } = await this.row(id)
    return parent === undefined ? id : this.rootOf(parent)
  }

  /** Gives all there is of an execution. */
  async history(id: string): Promise<ExecutionDetails> {
    const history = await this.#parts.journal.read(id)
    if (history === undefined) throw new ExecutionUnknown(id)
    return detailsOf(history, this.#parts.format)
  }

  /** Waits for the end of an execution, but no longer than `waitMs`, and gives what it has come to. */
  async outcome(id: string, waitMs: number): Promise<ExecutionOutcome> {
    const isEnough = ({ status }: ExecutionRow): boolean => ends.has(status) || status === "suspended"
    if (waitMs > 0) await this.#watched(id, isEnough, waitMs)
    return outcomeOf(await this.row(id), this.#parts.format)
  }

  /** Waits for the end of an execution, and gives how that was; one that was cancelled has failed with `ExecutionCancelled`. */
  async exit(id: string): Promise<Exit.Exit<unknown, unknown>> {
    const end = await this.#watched(id, ({ status }) => ends.has(status) || status === "suspended")
    if (end?.kind === "ended" && end.exit._tag === "Success") return end.exit
    const row = await this.row(id)
    if (end?.kind === "ended") return cancelledAsFailed(end.exit, row)
    if (!ends.has(row.status)) throw new ExecutionSuspended({ execution: id, reason: row.reason ?? "" })
    const { runners, format } = this.#parts
    const { output } = workflowValues(runners.get(row.workflow), format)
    return cancelledAsFailed(endedExit(row, { format, output }), row)
  }

  /** Waits for the end of an execution, and gives its value or rejects with its failure. */
  async result(id: string): Promise<unknown> {
    const exit = await this.exit(id)
    if (exit._tag === "Success") return exit.value
    const ending = endingOf(exit.cause)
    throw ending.kind === "failed" ? ending.error : Cause.squash(exit.cause)
  }

  /** Cancels an execution, and resolves when what it has done is undone. */
  async cancel(id: string): Promise<void> {
    if (this.#scheduler.life(id) !== undefined) this.#scheduler.cancel(id, id)
    const end = await this.#watched(id, ({ status, parent }) => {
      if (ends.has(status)) return true
      if (parent === undefined) this.#scheduler.cancel(id, id)
      else this.rootOf(parent).then((root) => this.#scheduler.cancel(id, root), this.#parts.onError)
      return false
    })
    if (end?.kind !== "suspended") return
    throw new ExecutionSuspended({ execution: id, reason: (await this.row(id)).reason ?? "" })
  }

  /** Lets a suspended execution go on, from where it was, and wakes one that waits: the code may wait no more. */
  async resume(id: string): Promise<void> {
    const { status } = await this.row(id)
    if (status === "waiting") await this.#scheduler.summon(await this.rootOf(id))
    if (status !== "suspended") return
    const { journal, clock } = this.#parts
    const atMs = clock.currentTimeMillisUnsafe()
    await journal.append([{ kind: "status", execution: id, status: "ready", from: "suspended", atMs }])
    this.#scheduler.wake()
  }

  /**
   * Waits for the end of a life of an execution, unless that has none and how it stands in the journal is enough; no longer
   * than `waitMs`.
   */
  async #watched(id: string, isEnough: (row: ExecutionRow) => boolean, waitMs?: number): Promise<LifeEnd | undefined> {
    let told: (end: LifeEnd | undefined) => void = () => undefined
    // Whoever looks first and watches then may miss the end.
    const ended = new Promise<LifeEnd | undefined>((resolve) => {
      told = resolve
    })
    const passed = new AbortController()
    this.#scheduler.watchers.watch(id, told)
    try {
      if (this.#scheduler.life(id) === undefined && isEnough(await this.row(id))) return undefined
      const end = await (waitMs === undefined ? ended : Promise.race([ended, pass(waitMs, passed.signal)]))
      if (end === "passed") return undefined
      if (end === undefined) throw new EngineClosed(id)
      return end
    } finally {
      passed.abort()
      this.#scheduler.watchers.unwatch(id, told)
    }
  }
}

/** Resolves after a time, or when nobody waits any more. */
function pass(waitMs: number, abortSignal: AbortSignal): Promise<"passed"> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("passed"), waitMs)
    abortSignal.addEventListener("abort", () => {
      clearTimeout(timer)
      resolve("passed")
    })
  })
}

function cancelledAsFailed(
  exit: Exit.Exit<unknown, unknown>,
  { workflow, id }: ExecutionRow,
): Exit.Exit<unknown, unknown> {
  if (exit._tag === "Success") return exit
  const ending = endingOf(exit.cause)
  return ending.kind === "failed" ? exit : Exit.fail(new ExecutionCancelled({ workflow, execution: id }))
}
