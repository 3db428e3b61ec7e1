import { messageOf } from "../../events/failure-facts.ts"
import type { Change } from "../../journal/change.ts"
import { ends } from "../../journal/execution-row.ts"
import type { ExecutionHistory, NewExecution } from "../../journal/execution-row.ts"
import type { Started } from "../../journal/journal.ts"
import type { Acceptance, Message } from "../../journal/message.ts"
import { ExecutionLife } from "../life/execution-life.ts"
import type { LifeEnd } from "../life/execution-life.ts"
import type { EngineParts } from "../engine-parts.ts"
import { Alarm } from "./alarm.ts"
import { Progress } from "./progress.ts"
import { Readiness, tryAgainMs } from "./readiness.ts"
import { Resting } from "./resting.ts"
import { Watchers } from "./watchers.ts"
import { within } from "./within.ts"
import { WorkflowUnknown } from "../failures/workflow-unknown.ts"

/** How often is looked whether what was in flight has ended, while the engine closes. */
const drainLookMs = 20
/** How long what was interrupted may tidy up while the engine closes. */
const tidyMs = 5_000
/** The most that are claimed in one write, so that others get their turn between them. */
const mostClaimed = 256

/**
 * Runs the executions of a journal, so many at once.
 *
 * Owns who runs when:
 * 1. whatever is ready is claimed as soon as there is room, in the order of the journal; what is started, or has waited for
 *    a message that comes, while there is room and nothing is ready is claimed in the same write;
 * 2. an execution that only waits is set aside when nothing has moved in it for `setAsideAfterMs`, or for a moment where
 *    others wait for its room: its waits are on the disk, and it costs nothing until one of them is due or a message comes;
 * 3. one whose journal could not be written is run again from what there is, when something can be written;
 * 4. an execution of which there is no runner, or that has diverged, is suspended with the reason, and takes no room;
 * 5. closing takes nothing new, interrupts what runs, and leaves all of it ready; draining before that lets what is in
 *    flight end for a while;
 * 6. closing waits for nothing for ever: what does not tidy up in time is left to the next process as if it had died here.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 9. no more than `maximumExecutions` are in memory at once, whatever there is in the journal;
 * 11. what has no life is ready, waits for something that is on the disk, or is suspended with a reason.
 */
export class Scheduler {
  readonly #parts: EngineParts
  readonly #lives = new Map<string, ExecutionLife>()
  readonly #resting: Resting
  readonly #progress: Progress
  readonly #readiness: Readiness
  /** Who waits for the end of a life. */
  readonly watchers: Watchers = new Watchers()
  /** Who wants an execution to have a life. */
  readonly #summoned = new Map<string, Array<(life: ExecutionLife | undefined) => void>>()
  /** Executions that are being set aside, and whether a message has come that their life was not given. */
  readonly #leaving = new Map<string, { isMissed: boolean }>()
  /** Goes off when the first of the moments comes that executions wait for which have no life. */
  readonly #alarm: Alarm
  /** What is being written on behalf of the scheduler. */
  readonly #pending = new Set<Promise<void>>()
  /** How many are being started with a claim of their own. */
  #starting = 0
  #isClaiming = false
  /** Counts the claims that have been handed over. */
  #claims = 0
  /** Whether something may be ready. */
  #isWanted = false
  #isClosing = false

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#progress = new Progress(parts)
    this.#readiness = new Readiness(parts, this.#progress, () => this.wake())
    this.#alarm = new Alarm(parts.clock, () => this.wake())
    this.#resting = new Resting(parts, (id, life) => this.#do(this.#setAside(id, life)))
  }

  /** How many executions have a life now. */
  get running(): number {
    return this.#lives.size
  }

  /** Gives a sentence for each reason why what should go on does not. */
  problems(): Promise<ReadonlyArray<string>> {
    return this.#progress.problems({ running: this.running, isEnding: this.#isEnding })
  }

  /** The life of an execution that runs here now, and will not be left to another one. */
  life(id: string): ExecutionLife | undefined {
    const life = this.#lives.get(id)
    return life?.isSuspended === false ? life : undefined
  }

  /** Gives a life of an execution, as soon as it has one; one that waits is woken. Nothing where it will not have one. */
  summon(id: string): Promise<ExecutionLife | undefined> {
    const life = this.life(id)
    if (life !== undefined || this.#isClosing) return Promise.resolve(life)
    return new Promise((resolve) => {
      this.#summoned.set(id, [...(this.#summoned.get(id) ?? []), resolve])
      this.#do(this.#nudge(id))
    })
  }

  /** Starts an execution, which begins at once where there is room and nobody waits for it. */
  async start(execution: NewExecution): Promise<Started> {
    const { journal, owner } = this.#parts
    if (!this.#mayClaim) {
      const claims = this.#claims
      const started = await journal.start(execution)
      // A claim that was handed over behind it has seen it.
      if (started.isNew && this.#claims === claims) this.wake()
      return started
    }
    this.#starting += 1
    try {
      const started = await journal.start(execution, owner)
      if (started.isNew) this.#begin({ execution: started.execution, entries: [], waits: [], messages: [] })
      return started
    } finally {
      this.#starting -= 1
      this.#wakeOthers()
    }
  }

  /** Keeps a message, and gives it to the life that runs the execution it is for, or gives that a life. */
  async accept(execution: string, message: Message): Promise<Acceptance> {
    const { journal, owner } = this.#parts
    const isClaiming = this.#mayClaim && !this.#lives.has(execution)
    if (isClaiming) this.#starting += 1
    try {
      const acceptance = await journal.accept(execution, message, isClaiming ? owner : undefined)
      if (acceptance.kind !== "accepted") return acceptance
      if (acceptance.claimed === undefined) this.#deliver({ execution, root: acceptance.root }, message)
      else this.#begin(acceptance.claimed)
      return acceptance
    } finally {
      if (isClaiming) {
        this.#starting -= 1
        this.#wakeOthers()
      }
    }
  }

  #deliver({ execution, root }: { readonly execution: string; readonly root: string }, message: Message): void {
    const life = this.life(root)
    if (life !== undefined) return life.receive(message, execution)
    const leaving = this.#leaving.get(root)
    if (leaving !== undefined) leaving.isMissed = true
    this.wake()
  }

  /** Claims what is ready, while there is room. */
  wake(): void {
    this.#isWanted = true
    if (this.#isClaiming || this.#isEnding) return
    this.#isClaiming = true
    this.#do(this.#claim())
  }

  /** Cancels an execution as soon as whoever runs it has a life; one that waits is woken. */
  cancel(id: string, root: string): void {
    this.#do(this.#cancel(id, root))
  }

  /** A wish that a life has not written before it was left to another one is a wish of that. */
  async #cancel(id: string, root: string): Promise<void> {
    for (;;) {
      const life = await this.summon(root)
      life?.cancel(id)
      const end = await life?.ended
      if (end?.kind !== "suspended" || this.#isEnding) return
      const { kind } = end.suspension
      if ((kind !== "set-aside" && kind !== "unwritten") || !(await this.#isUnheard(id))) return
    }
  }

  /** Whether nothing is written of a wish to cancel an execution that has not ended. */
  async #isUnheard(id: string): Promise<boolean> {
    const history = await this.#parts.journal.read(id)
    if (history === undefined || ends.has(history.execution.status)) return false
    return !history.entries.some(({ kind }) => kind === "cancelled")
  }

  /** Claims and begins nothing new, and waits until nothing is in flight, or the time has passed. */
  async drain(graceMs: number): Promise<void> {
    this.#parts.gate.close()
    // What is kept from going on waits for nothing that would wake it.
    this.#resting.stop()
    const untilMs = performance.now() + graceMs
    while (performance.now() < untilMs && [...this.#lives.values()].some((life) => !life.isIdle && !life.isSuspended)) {
      await new Promise((resolve) => setTimeout(resolve, drainLookMs))
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#alarm.clear()
    this.#readiness.stop()
    this.#resting.stop()
    for (const id of this.#summoned.keys()) this.#answer(id, undefined)
    const lives = [...this.#lives]
    for (const [, life] of lives) life.setAside()
    await within(tidyMs, Promise.all(lives.map(([, life]) => life.ended)))
    const atMs = this.#nowMs()
    const left = lives.flatMap(([execution]): ReadonlyArray<Change> =>
      this.#lives.has(execution) ? [{ kind: "status", execution, status: "ready", atMs }] : [],
    )
    // What cannot say so is ready when the journal is opened again, as if its process had died here.
    if (left.length > 0) await this.#parts.journal.append(left).catch(this.#parts.onError)
    await within(tidyMs, Promise.all(this.#pending))
    this.watchers.close()
  }

  /** Whether nothing new begins here. */
  get #isEnding(): boolean {
    return this.#isClosing || this.#parts.gate.isClosed
  }

  /** Whether something may be claimed before anything that is ready: nothing is, and there is room. */
  get #mayClaim(): boolean {
    return !this.#isWanted && !this.#isClaiming && !this.#isEnding && this.#room() > 0
  }

  #room(): number {
    return this.#parts.maximumExecutions - this.#lives.size - this.#starting
  }

  /** There is room again, for what is ready if anything is. */
  #wakeOthers(): void {
    if (this.#isWanted) this.wake()
  }

  #do(work: Promise<void>): void {
    const done: Promise<void> = work.catch(this.#parts.onError).finally(() => this.#pending.delete(done))
    this.#pending.add(done)
  }

  async #claim(): Promise<void> {
    const { journal, owner } = this.#parts
    this.#progress.claiming()
    try {
      while (this.#isWanted && !this.#isEnding) {
        const limit = Math.min(mostClaimed, this.#room())
        this.#resting.crowded(limit <= 0)
        if (limit <= 0) break
        this.#isWanted = false
        this.#claims += 1
        const claimed = await journal.claim({ owner, limit, nowMs: this.#nowMs() })
        for (const history of claimed.executions) this.#begin(history)
        if (claimed.isMore) this.#isWanted = true
      }
      this.#progress.claimed()
    } catch (failure) {
      this.#progress.notClaimed(failure)
      // Nobody else may come and wake those that wait for their turn.
      if (!this.#isClosing) setTimeout(() => this.wake(), tryAgainMs).unref()
      throw failure
    } finally {
      this.#isClaiming = false
    }
    // Where there is no room somebody's end wakes it.
    if (!this.#isWanted) await this.#setAlarm()
  }

  /** Begins a life in the moment in which it was claimed: a message that comes next has to find it. */
  #begin(history: ExecutionHistory): void {
    const { id, workflow } = history.execution
    const { journal, runners, live } = this.#parts
    const runner = runners.get(workflow)
    if (runner === undefined) {
      const failure = new WorkflowUnknown({ workflow, known: [...runners.keys()] })
      return this.#do(this.#suspend(id, failure))
    }
    if (this.#isClosing) return
    const over = history.waits.filter(({ kind }) => kind === "timer")
    if (over.length > 0) {
      // What the life writes comes behind it, and is refused with it.
      const ended = over.map(({ path, kind }): Change => ({ kind: "wait-end", execution: id, path, wait: kind }))
      this.#do(journal.append(ended))
    }
    for (const { dueMs } of over) this.#noteWake(dueMs)
    const life = new ExecutionLife(this.#parts, {
      history: { ...history, waits: history.waits.filter(({ kind }) => kind !== "timer") },
      runner,
      ...(live.isWatched ? { onEvent: live.tell } : {}),
      onIdle: () => this.#watchIdle(id),
      onChildEnd: (child, exit) => this.watchers.tell(child, { kind: "ended", exit }),
    })
    this.#lives.set(id, life)
    this.#answer(id, life)
    this.#watchIdle(id)
    void life.ended.then((end) => this.#over(id, end))
  }

  /** Gives those who have summoned an execution its life, or says that there will be none. */
  #answer(id: string, life: ExecutionLife | undefined): void {
    const summoned = this.#summoned.get(id) ?? []
    this.#summoned.delete(id)
    for (const resolve of summoned) resolve(life)
  }

  #over(id: string, end: LifeEnd): void {
    const suspension = end.kind === "suspended" ? end.suspension : undefined
    // Closing says of what it has set aside that it is ready.
    if (this.#isClosing && suspension?.kind === "set-aside") return
    this.#lives.delete(id)
    this.#resting.forget(id)
    if (suspension?.kind === "set-aside") return
    if (suspension !== undefined) this.#parts.onError(suspension.failure)
    if (suspension?.kind === "unwritten") this.#readiness.later(id, "running")
    else this.watchers.tell(id, end)
    this.#wakeOthers()
  }

  #watchIdle(id: string): void {
    const life = this.#lives.get(id)
    if (life !== undefined && !this.#isEnding) this.#resting.watch(id, life)
  }

  async #setAside(id: string, life: ExecutionLife): Promise<void> {
    const leaving = { isMissed: false }
    this.#leaving.set(id, leaving)
    try {
      await this.#leave(id, life)
    } catch (failure) {
      // It has no life, and runs as the journal sees it.
      this.#readiness.later(id, "running")
      throw failure
    } finally {
      this.#leaving.delete(id)
    }
    // A message or a wish may have come while nobody was there to hear it.
    if (leaving.isMissed || this.#summoned.has(id)) await this.#readiness.now(id, "waiting")
    this.wake()
  }

  async #leave(id: string, life: ExecutionLife): Promise<void> {
    const { nextDueMs } = life
    const atMs = this.#nowMs()
    life.setAside()
    const end = await life.ended
    // It may have come to its end in the same moment.
    if (end.kind === "ended" || end.suspension.kind !== "set-aside") return
    const wait = { path: "", kind: "timer", dueMs: nextDueMs, details: undefined, openedMs: atMs } as const
    const timer: ReadonlyArray<Change> = nextDueMs === undefined ? [] : [{ kind: "wait", execution: id, wait }]
    await this.#parts.journal.append([...timer, { kind: "status", execution: id, status: "waiting", atMs }])
  }

  /** Wakes an execution that waits. One that is just being set aside is made ready by whoever does that. */
  async #nudge(id: string): Promise<void> {
    const { journal } = this.#parts
    const status = (await journal.find(id))?.status
    if (status === undefined || ends.has(status)) return this.#answer(id, undefined)
    if (status === "waiting" || status === "suspended") await this.#readiness.now(id, status)
    this.wake()
  }

  async #suspend(id: string, failure: WorkflowUnknown): Promise<void> {
    const reason = messageOf(failure)
    try {
      await this.#parts.journal.append([
        { kind: "status", execution: id, status: "suspended", reason, atMs: this.#nowMs() },
      ])
    } catch (problem) {
      this.#readiness.later(id, "running")
      throw problem
    }
    this.#parts.onError(failure)
    this.#answer(id, undefined)
    this.watchers.tell(id, { kind: "suspended", suspension: { kind: "unknown-workflow", failure } })
  }

  async #setAlarm(): Promise<void> {
    const dueMs = await this.#parts.journal.nextDueMs()
    if (dueMs === undefined || this.#isClosing) this.#alarm.clear()
    else this.#alarm.set(dueMs)
  }

  /** Notes how late it is for what was due. One that was woken for another reason was in time. */
  #noteWake(dueMs: number | undefined): void {
    const lateMs = dueMs === undefined ? -1 : this.#nowMs() - dueMs
    if (lateMs >= 0) this.#parts.metrics?.onWake(lateMs)
  }

  #nowMs(): number {
    return this.#parts.clock.currentTimeMillisUnsafe()
  }
}
