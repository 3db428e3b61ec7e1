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
import { Watch } from "../scheduling/watch.ts"
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
    if (waitMs > 0) await this.#watched(id, { isEnough: isSettled, waitMs })
    const row = await this.row(id)
    const { status, reason } = ends.has(row.status) ? row : await this.#rootRow(row)
    return outcomeOf(status === "suspended" ? { ...row, status, reason } : row, this.#parts.format)
  }

  /** Waits for the end of an execution, and gives how that was; one that was cancelled has failed with `ExecutionCancelled`. */
  async exit(id: string): Promise<Exit.Exit<unknown, unknown>> {
    const end = await this.#watched(id, { isEnough: isSettled })
    if (end?.kind === "ended" && end.exit._tag === "Success") return end.exit
    const row = await this.row(id)
    if (end?.kind === "ended") return cancelledAsFailed(end.exit, row)
    if (!ends.has(row.status)) throw await this.#suspended(row)
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
    const end = await this.#watched(id, {
      isEnough: ({ status }) => ends.has(status),
      onWatched: (root) => this.#scheduler.cancel(id, root),
    })
    if (end?.kind === "suspended") throw await this.#suspended(await this.row(id))
  }

  /**
   * Lets a suspended execution go on, from where it was, and wakes one that waits: the code may wait no more. A child goes on
   * with what it is a child of.
   */
  async resume(id: string): Promise<void> {
    const { id: execution, status } = await this.#rootRow(await this.row(id))
    if (status === "waiting") await this.#scheduler.summon(execution)
    if (status !== "suspended") return
    const { journal, clock } = this.#parts
    const atMs = clock.currentTimeMillisUnsafe()
    await journal.append([{ kind: "status", execution, status: "ready", from: "suspended", atMs }])
    this.#scheduler.wake()
  }

  /**
   * Waits for the end of an execution, or until the one that runs it is suspended, no longer than `waitMs`; unless that has no
   * life, and how both stand in the journal is enough.
   */
  async #watched(id: string, { isEnough, onWatched, waitMs }: Watching): Promise<LifeEnd | undefined> {
    // Whoever looks first and watches then may miss the end.
    const watch = new Watch(this.#scheduler.watchers)
    watch.end(id)
    try {
      const root = await this.#runningFor(id, { isEnough, watch })
      if (root === undefined) return undefined
      onWatched?.(root)
      const end = await watch.told(waitMs)
      if (end === "passed") return undefined
      if (end === undefined) throw new EngineClosed(id)
      return end
    } finally {
      watch.close()
    }
  }

  /** Gives the execution that runs this one and has a life, or may have one again; nothing where what there is is enough. */
  async #runningFor(
    id: string,
    { isEnough, watch }: Pick<Watching, "isEnough"> & { readonly watch: Watch },
  ): Promise<string | undefined> {
    if (this.#scheduler.life(id) !== undefined) return id
    const row = await this.row(id)
    if (isEnough(row)) return undefined
    if (row.parent === undefined) return id
    const root = await this.rootOf(row.parent)
    watch.suspension(root)
    if (this.#scheduler.life(root) !== undefined) return root
    return isEnough(await this.row(root)) ? undefined : root
  }

  async #rootRow({ id, parent }: ExecutionRow): Promise<ExecutionRow> {
    return this.row(parent === undefined ? id : await this.rootOf(parent))
  }

  /** Says why an execution does not go on: it is suspended, or what runs it is. */
  async #suspended(row: ExecutionRow): Promise<ExecutionSuspended> {
    const { id, reason = "" } = await this.#rootRow(row)
    return new ExecutionSuspended({ execution: id, reason })
  }
}

/** How an execution is waited for. */
interface Watching {
  /** Whether nobody has to wait, as an execution stands that has no life. */
  readonly isEnough: (row: ExecutionRow) => boolean
  /** Is told which execution runs it, when it is waited for. */
  readonly onWatched?: (root: string) => void
  readonly waitMs?: number
}

function isSettled({ status }: ExecutionRow): boolean {
  return ends.has(status) || status === "suspended"
}

function cancelledAsFailed(
  exit: Exit.Exit<unknown, unknown>,
  { workflow, id }: ExecutionRow,
): Exit.Exit<unknown, unknown> {
  if (exit._tag === "Success") return exit
  const ending = endingOf(exit.cause)
  return ending.kind === "failed" ? exit : Exit.fail(new ExecutionCancelled({ workflow, execution: id }))
}
