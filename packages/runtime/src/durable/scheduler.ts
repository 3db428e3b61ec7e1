import { messageOf } from "../events/failure-facts.ts"
import type { Change } from "../journal/change.ts"
import { ends } from "../journal/execution-row.ts"
import type { ExecutionHistory } from "../journal/execution-row.ts"
import type { Message } from "../journal/message.ts"
import { ExecutionLife } from "./execution-life.ts"
import type { LifeEnd } from "./execution-life.ts"
import type { EngineParts } from "./engine-parts.ts"
import { WorkflowUnknown } from "./failures/workflow-unknown.ts"

/** How long an execution whose journal could not be written waits. */
const tryAgainMs = 1_000
/** How often is looked whether what was in flight has ended, while the engine closes. */
const drainLookMs = 20
/** How long what should go on may take to do so before somebody is told. */
const patienceMs = 15_000
/** The longest that one timer of the platform can wait. */
const longestMs = 2_147_483_647

/**
 * Runs the executions of a journal, so many at once.
 *
 * Owns who runs when:
 * 1. whatever is ready is claimed as soon as there is room, in the order of the journal;
 * 2. an execution that only waits is set aside when nothing has moved in it for `setAsideAfterMs`: its waits are on the
 *    disk, and it costs nothing until one of them is due or a message comes;
 * 3. one whose journal could not be written is run again from what there is, when something can be written;
 * 4. an execution of which there is no runner, or that has diverged, is suspended with the reason, and takes no room;
 * 5. closing takes nothing new, interrupts what runs, and leaves all of it ready; draining before that lets what is in
 *    flight end for a while.
 */
export class Scheduler {
  readonly #parts: EngineParts
  readonly #lives = new Map<string, ExecutionLife>()
  /** Executions whose waits begin to be counted when they have been idle for a while. */
  readonly #idle = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #watchers = new Map<string, Array<(end: LifeEnd) => void>>()
  /** Who wants an execution to have a life. */
  readonly #summoned = new Map<string, Array<(life: ExecutionLife | undefined) => void>>()
  /** Executions to whose children a message has come while nobody was there to hear it. */
  readonly #missed = new Set<string>()
  #alarm: ReturnType<typeof setTimeout> | undefined
  /** What is being written on behalf of the scheduler. */
  readonly #pending = new Set<Promise<void>>()
  /** Since when executions are being claimed, on a clock that never goes back, and why the last try failed. */
  #claiming: { readonly sinceMs: number; readonly failure?: string } | undefined
  /** Executions whose journal could not be written. */
  readonly #unwritten = new Set<string>()
  #isClaiming = false
  #isWanted = false
  #isClosing = false

  constructor(parts: EngineParts) {
    this.#parts = parts
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
      this.#do(this.#nudge(id, { isWanted: true }))
    })
  }

  /** How many executions have a life now. */
  get running(): number {
    return this.#lives.size
  }

  /** Gives a sentence for each reason why what should go on does not. */
  async problems(): Promise<ReadonlyArray<string>> {
    const found: Array<string> = []
    const { sinceMs = Infinity, failure } = this.#claiming ?? {}
    if (failure !== undefined) found.push(`executions cannot be claimed: ${failure}`)
    else if (performance.now() - sinceMs > patienceMs) found.push("claiming executions takes too long")
    if (this.#unwritten.size > 0) found.push(`${this.#unwritten.size} executions cannot be written`)
    const dueMs = await this.#parts.journal.nextDueMs()
    const hasRoom = this.#lives.size < this.#parts.maximumExecutions
    if (dueMs !== undefined && hasRoom && !this.#isClosing && this.#nowMs() - dueMs > patienceMs) {
      found.push(`what was due at ${new Date(dueMs).toISOString()} has not been woken`)
    }
    return found
  }

  /** Claims what is ready, while there is room. */
  wake(): void {
    this.#isWanted = true
    if (this.#isClaiming || this.#isEnding) return
    this.#isClaiming = true
    this.#do(this.#claim())
  }

  /** Calls `told` once, when a life of the execution ends with an end or a reason why it does not go on. */
  watch(id: string, told: (end: LifeEnd) => void): void {
    this.#watchers.set(id, [...(this.#watchers.get(id) ?? []), told])
  }

  /** Calls it no more. */
  unwatch(id: string, told: (end: LifeEnd) => void): void {
    const left = (this.#watchers.get(id) ?? []).filter((each) => each !== told)
    if (left.length > 0) this.#watchers.set(id, left)
    else this.#watchers.delete(id)
  }

  /** Cancels an execution as soon as whoever runs it has a life; one that waits is woken. */
  cancel(id: string, root: string): void {
    void this.summon(root).then((life) => life?.cancel(id))
  }

  /** Gives a message to the life that runs its execution; one that is just being set aside is made ready for it. */
  deliver({ execution, root }: { readonly execution: string; readonly root: string }, message: Message): void {
    const life = this.life(root)
    if (life !== undefined) return life.receive(message, execution)
    if (root !== execution) {
      this.#missed.add(root)
      this.#do(this.#nudge(root, { isWanted: false }))
    }
    this.wake()
  }

  /** Claims and begins nothing new, and waits until nothing is in flight, or the time has passed. */
  async drain(graceMs: number): Promise<void> {
    this.#parts.gate.close()
    const untilMs = performance.now() + graceMs
    while (performance.now() < untilMs && [...this.#lives.values()].some((life) => !life.isIdle && !life.isSuspended)) {
      await new Promise((resolve) => setTimeout(resolve, drainLookMs))
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true
    clearTimeout(this.#alarm)
    for (const timer of this.#idle.values()) clearTimeout(timer)
    for (const id of this.#summoned.keys()) this.#answer(id, undefined)
    const lives = [...this.#lives]
    for (const [, life] of lives) life.setAside()
    await Promise.all(lives.map(([, life]) => life.ended))
    const atMs = this.#nowMs()
    const left = lives.flatMap(([execution]): ReadonlyArray<Change> =>
      this.#lives.has(execution) ? [{ kind: "status", execution, status: "ready", atMs }] : [],
    )
    if (left.length > 0) await this.#parts.journal.append(left)
    await Promise.all(this.#pending)
  }

  /** Whether nothing is claimed, begun or set aside any more. */
  get #isEnding(): boolean {
    return this.#isClosing || this.#parts.gate.isClosed
  }

  #do(work: Promise<void>): void {
    const done: Promise<void> = work.catch(this.#parts.onError).finally(() => this.#pending.delete(done))
    this.#pending.add(done)
  }

  async #claim(): Promise<void> {
    const { journal, owner, maximumExecutions } = this.#parts
    this.#claiming ??= { sinceMs: performance.now() }
    try {
      while (this.#isWanted && !this.#isEnding) {
        this.#isWanted = false
        const limit = maximumExecutions - this.#lives.size
        if (limit <= 0) break
        const claimed = await journal.claim({ owner, limit, nowMs: this.#nowMs() })
        await Promise.all(claimed.map((history) => this.#begin(history)))
        if (claimed.length === limit) this.#isWanted = true
      }
      await this.#setAlarm()
      this.#claiming = undefined
    } catch (failure) {
      this.#claiming = { sinceMs: performance.now(), failure: messageOf(failure) }
      // Nobody else may come and wake those that wait for their turn.
      if (!this.#isClosing) setTimeout(() => this.wake(), tryAgainMs).unref()
      throw failure
    } finally {
      this.#isClaiming = false
    }
    // Who woke it while it looked when the next one is due was not heard.
    if (this.#isWanted) this.wake()
  }

  async #begin(history: ExecutionHistory): Promise<void> {
    const { id, workflow } = history.execution
    const { journal, runners, live } = this.#parts
    const runner = runners.get(workflow)
    if (runner === undefined) {
      const failure = new WorkflowUnknown({ workflow, known: [...runners.keys()] })
      return this.#suspend(id, failure)
    }
    if (this.#isClosing) return
    const over = history.waits.filter(({ kind }) => kind === "timer")
    for (const { dueMs } of over) this.#noteWake(dueMs)
    if (over.length > 0) {
      await journal.append(
        over.map(({ path, kind }): Change => ({ kind: "wait-end", execution: id, path, wait: kind })),
      )
    }
    const life = new ExecutionLife(this.#parts, {
      history: { ...history, waits: history.waits.filter(({ kind }) => kind !== "timer") },
      runner,
      ...(live.isWatched ? { onEvent: live.tell } : {}),
      onIdle: () => this.#watchIdle(id),
      onChildEnd: (child, exit) => this.#tell(child, { kind: "ended", exit }),
    })
    this.#missed.delete(id)
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
    clearTimeout(this.#idle.get(id))
    this.#idle.delete(id)
    if (suspension?.kind === "set-aside") return
    if (suspension !== undefined) this.#parts.onError(suspension.failure)
    if (suspension?.kind === "unwritten") this.#tryAgain(id)
    else this.#tell(id, end)
    this.wake()
  }

  /** What could not be written is done again when something can be written. */
  #tryAgain(id: string): void {
    this.#unwritten.add(id)
    const again = (): void => {
      if (this.#isClosing) return
      const ready: Change = { kind: "status", execution: id, status: "ready", atMs: this.#nowMs() }
      this.#parts.journal.append([ready]).then(
        () => {
          this.#unwritten.delete(id)
          return this.wake()
        },
        () => this.#tryAgain(id),
      )
    }
    setTimeout(again, tryAgainMs)
  }

  #tell(id: string, end: LifeEnd): void {
    const watchers = this.#watchers.get(id) ?? []
    this.#watchers.delete(id)
    for (const watch of watchers) watch(end)
  }

  /** Looks again after a while, and sets aside what has been at rest for as long. */
  #watchIdle(id: string): void {
    const life = this.#lives.get(id)
    if (life?.isIdle !== true || this.#idle.has(id) || this.#isEnding) return
    const { setAsideAfterMs } = this.#parts
    const { moves } = life
    const look = (): void => {
      this.#idle.delete(id)
      const { nextDueMs } = life
      // One that is kept from going on waits for nothing that would wake it.
      if (!life.isIdle || this.#lives.get(id) !== life || this.#isEnding) return
      // What it has waited for may have come a moment ago, and not have been told to the step that waits.
      if (life.moves !== moves) return this.#watchIdle(id)
      if (nextDueMs !== undefined && nextDueMs <= this.#nowMs() + setAsideAfterMs) return this.#watchIdle(id)
      this.#do(this.#setAside(id, life))
    }
    this.#idle.set(id, setTimeout(look, setAsideAfterMs))
  }

  async #setAside(id: string, life: ExecutionLife): Promise<void> {
    const { nextDueMs } = life
    const atMs = this.#nowMs()
    life.setAside()
    const end = await life.ended
    // It may have come to its end in the same moment.
    if (end.kind === "ended" || end.suspension.kind !== "set-aside") return
    const wait = { path: "", kind: "timer", dueMs: nextDueMs, details: undefined, openedMs: atMs } as const
    const timer: ReadonlyArray<Change> = nextDueMs === undefined ? [] : [{ kind: "wait", execution: id, wait }]
    const { journal } = this.#parts
    await journal.append([...timer, { kind: "status", execution: id, status: "waiting", atMs }])
    // A message or a wish may have come while nobody was there to hear it.
    const { messages = [] } = (await journal.read(id)) ?? {}
    const isLate = messages.some((message) => !life.inbox.hasReceived(id, message))
    if (isLate || this.#missed.has(id) || this.#summoned.has(id)) {
      await journal.append([{ kind: "status", execution: id, status: "ready", atMs: this.#nowMs() }])
    }
    this.wake()
  }

  /** Wakes an execution that waits. One that is just being set aside is made ready by whoever does that. */
  async #nudge(id: string, { isWanted }: { readonly isWanted: boolean }): Promise<void> {
    const { journal } = this.#parts
    const status = (await journal.find(id))?.status
    if (status === undefined || ends.has(status)) return this.#answer(id, undefined)
    // One that is suspended goes on for somebody who wants just that, not for a message.
    if (status === "waiting" || (isWanted && status === "suspended")) {
      await journal.append([{ kind: "status", execution: id, status: "ready", atMs: this.#nowMs() }])
    }
    this.wake()
  }

  async #suspend(id: string, failure: WorkflowUnknown): Promise<void> {
    const reason = messageOf(failure)
    await this.#parts.journal.append([
      { kind: "status", execution: id, status: "suspended", reason, atMs: this.#nowMs() },
    ])
    this.#parts.onError(failure)
    this.#answer(id, undefined)
    this.#tell(id, { kind: "suspended", suspension: { kind: "unknown-workflow", failure } })
  }

  async #setAlarm(): Promise<void> {
    clearTimeout(this.#alarm)
    const dueMs = await this.#parts.journal.nextDueMs()
    if (dueMs === undefined || this.#isClosing) return
    const leftMs = Math.min(Math.max(0, dueMs - this.#nowMs()), longestMs)
    this.#alarm = setTimeout(() => this.wake(), leftMs)
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
