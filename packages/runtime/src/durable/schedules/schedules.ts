import * as Cron from "effect/Cron"
import { ends } from "../../journal/execution-row.ts"
import { WriteRefused } from "../../journal/failures/write-refused.ts"
import { startExecution } from "../engine/starting.ts"
import type { EngineParts } from "../engine-parts.ts"
import { PayloadMismatch } from "../failures/payload-mismatch.ts"
import type { Routine } from "../scheduling/routine.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import { dueMoments } from "./due-moments.ts"
import type { PlannedSchedule } from "./plan-schedules.ts"
import type { ScheduleState } from "./schedule.ts"

/** What the journal knows of a schedule. */
interface Kept {
  /** Everything that was due until then has been started or left out. */
  readonly sinceMs: number
  readonly last?: { readonly dueMs: number; readonly execution: string }
  readonly skippedMs?: number
}

/**
 * Starts executions by the clock.
 *
 * Owns that every moment counts once:
 * 1. an execution has the name of its schedule and the moment in its id, so that starting it again starts nothing;
 * 2. how far a schedule has come is in the journal behind what was started, and never goes back with the clock;
 * 3. the moments that nobody looked for, as the process was down or the clock was put on, are made up for as `catchUp` says;
 * 4. with `overlap: "skip"` nothing is started as long as the last one has not ended: the moment is left out;
 * 5. a schedule that the journal does not know begins now.
 */
export class Schedules {
  readonly #parts: EngineParts
  readonly #scheduler: Scheduler
  readonly #planned: ReadonlyArray<PlannedSchedule>

  constructor(parts: EngineParts, scheduler: Scheduler, planned: ReadonlyArray<PlannedSchedule>) {
    this.#parts = parts
    this.#scheduler = scheduler
    this.#planned = planned
  }

  /** Begins to start what is due. */
  begin(routine: Routine): void {
    for (const planned of this.#planned) routine.add(() => this.#look(planned))
  }

  /** Says where each schedule stands. */
  list(): Promise<ReadonlyArray<ScheduleState>> {
    return Promise.all(
      this.#planned.map(async ({ name, cron, timeZone, runner, times }) => {
        const { sinceMs = this.#nowMs(), ...kept } = (await this.#kept(name)) ?? {}
        const nextDueMs = nextAfter(times, Math.max(sinceMs, this.#nowMs()))
        return { name, cron, timeZone, workflow: runner.plan.name, nextDueMs, ...kept }
      }),
    )
  }

  /** Starts what is due, and says when to look again. */
  async #look(planned: PlannedSchedule): Promise<number> {
    const { name, times } = planned
    const nowMs = this.#nowMs()
    let kept = (await this.#kept(name)) ?? (await this.#keep(name, { sinceMs: nowMs }))
    for (const dueMs of dueMoments(planned, { sinceMs: kept.sinceMs, nowMs })) {
      kept = await this.#keep(name, { ...kept, ...(await this.#startAt(dueMs, planned, kept)), sinceMs: dueMs })
    }
    return nextAfter(times, Math.max(kept.sinceMs, nowMs))
  }

  async #startAt(dueMs: number, planned: PlannedSchedule, { last }: Kept): Promise<Partial<Kept>> {
    const { name, runner, input, vars, priority, overlap = "skip" } = planned
    const due = new Date(dueMs)
    const execution = `${name}@${due.toISOString()}`
    if (
      overlap === "skip" &&
      last !== undefined &&
      last.execution !== execution &&
      (await this.#goesOn(last.execution))
    ) {
      return { skippedMs: dueMs }
    }
    try {
      const given: unknown = typeof input === "function" ? input(due) : input
      const rest = { ...(vars === undefined ? {} : { vars }), ...(priority === undefined ? {} : { priority }) }
      await startExecution(this.#parts, this.#scheduler, {
        runner,
        input: given,
        options: { id: execution, ...rest },
      })
    } catch (problem) {
      // It was started before a crash, with what its input was then.
      if (problem instanceof PayloadMismatch) return { last: { dueMs, execution } }
      if (problem instanceof WriteRefused) throw problem
      this.#parts.onError(problem)
      return {}
    }
    return { last: { dueMs, execution } }
  }

  async #goesOn(execution: string): Promise<boolean> {
    const row = await this.#parts.journal.find(execution)
    return row !== undefined && !ends.has(row.status)
  }

  async #kept(name: string): Promise<Kept | undefined> {
    const { journal, format } = this.#parts
    // Only `#keep` writes it.
    return format.decode(await journal.noted(noteOf(name)), () => noteOf(name)) as Kept | undefined
  }

  async #keep(name: string, kept: Kept): Promise<Kept> {
    const { journal, format } = this.#parts
    await journal.note(
      noteOf(name),
      format.encode(kept, () => noteOf(name)),
    )
    return kept
  }

  #nowMs(): number {
    return this.#parts.clock.currentTimeMillisUnsafe()
  }
}

function noteOf(schedule: string): string {
  return `schedule ${schedule}`
}

function nextAfter(times: Cron.Cron, ms: number): number {
  return Cron.next(times, new Date(ms)).getTime()
}
