import { messageOf } from "../events/failure-facts.ts"
import type { Change } from "../journal/change.ts"
import { ends } from "../journal/execution-row.ts"
import type { ExecutionHistory, ExecutionStatus, NewExecution } from "../journal/execution-row.ts"
import type { Started } from "../journal/journal.ts"
import type { Message } from "../journal/message.ts"
import { ExecutionLife } from "./execution-life.ts"
import type { LifeEnd } from "./execution-life.ts"
import type { EngineParts } from "./engine-parts.ts"
import { Resting } from "./resting.ts"
import { WorkflowUnknown } from "./failures/workflow-unknown.ts"

/** How long what could not be written waits until it is tried again. */
const tryAgainMs = 1_000
/** The most that are claimed in one write, so that others get their turn between them. */
const mostClaimed = 256
/** The longest that one timer of the platform can wait. */
const longestMs = 2_147_483_647

/**
 * Runs the executions of a journal, so many at once.
 *
 * Owns who runs when:
 * 1. whatever is ready is claimed as soon as there is room, in the order of the journal; what is started while there is
 *    room and nothing is ready is claimed in the same write;
 * 2. an execution that only waits is set aside when nothing has moved in it for `setAsideAfterMs`, or for a moment where
 *    others wait for its room: its waits are on the disk, and it costs nothing until one of them is due or a message comes;
 * 3. one whose journal could not be written is run again from what there is, when something can be written;
 * 4. an execution of which there is no runner, or that has diverged, is suspended with the reason, and takes no room;
 * 5. closing takes nothing new, interrupts what runs, and leaves all of it ready.
 */
export class Scheduler {
  readonly #parts: EngineParts
  readonly #lives = new Map<string, ExecutionLife>()
  readonly #resting: Resting
  readonly #watchers = new Map<string, Array<(end: LifeEnd) => void>>()
  /** Who wants an execution to have a life. */
  readonly #summoned = new Map<string, Array<(life: ExecutionLife | undefined) => void>>()
  /** Executions that are being set aside, and whether a message has come that their life was not given. */
  readonly #leaving = new Map<string, { isMissed: boolean }>()
  #alarm: ReturnType<typeof setTimeout> | undefined
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
    this.#resting = new Resting(parts, (id, life) => this.#do(this.#setAside(id, life)))
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
    if (this.#isWanted || this.#isClaiming || this.#isClosing || this.#room() <= 0) {
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

  /** Gives a message that has been kept to the execution that it is for, or wakes that. */
  deliver(id: string, message: Message): void {
    const life = this.life(id)
    if (life !== undefined) return life.receive(message)
    const leaving = this.#leaving.get(id)
    if (leaving !== undefined) leaving.isMissed = true
    this.wake()
  }

  /** Claims what is ready, while there is room. */
  wake(): void {
    this.#isWanted = true
    if (this.#isClaiming || this.#isClosing) return
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

  /** Cancels an execution as soon as it has a life; one that waits is woken. */
  cancel(id: string): void {
    void this.summon(id).then((life) => life?.cancel())
  }

  async close(): Promise<void> {
    this.#isClosing = true
    clearTimeout(this.#alarm)
    this.#resting.stop()
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
    try {
      while (this.#isWanted && !this.#isClosing) {
        const limit = Math.min(mostClaimed, this.#room())
        this.#resting.crowded(limit <= 0)
        if (limit <= 0) break
        this.#isWanted = false
        this.#claims += 1
        const claimed = await journal.claim({ owner, limit, nowMs: this.#nowMs() })
        for (const history of claimed.executions) this.#begin(history)
        if (claimed.isMore) this.#isWanted = true
      }
    } catch (problem) {
      // What is ready is still there.
      setTimeout(() => this.wake(), tryAgainMs)
      throw problem
    } finally {
      this.#isClaiming = false
    }
    await this.#setAlarm()
  }

  /** Begins a life in the moment in which it was claimed: a message that comes next has to find it. */
  #begin(history: ExecutionHistory): void {
    const { id, workflow } = history.execution
    const { journal, runners, onEvent } = this.#parts
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
    const life = new ExecutionLife(this.#parts, {
      history: { ...history, waits: history.waits.filter(({ kind }) => kind !== "timer") },
      runner,
      ...(onEvent === undefined ? {} : { onEvent }),
      onIdle: () => this.#watchIdle(id),
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
    if (suspension?.kind === "unwritten") this.#tryAgain(id)
    else this.#tell(id, end)
    this.#wakeOthers()
  }

  /** What could not be written is done again when something can be written. */
  #tryAgain(id: string): void {
    const again = (): void => {
      if (this.#isClosing) return
      const ready: Change = { kind: "status", execution: id, status: "ready", atMs: this.#nowMs() }
      this.#parts.journal.append([ready]).then(
        () => this.wake(),
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

  #watchIdle(id: string): void {
    const life = this.#lives.get(id)
    if (life !== undefined && !this.#isClosing) this.#resting.watch(id, life)
  }

  async #setAside(id: string, life: ExecutionLife): Promise<void> {
    const leaving = { isMissed: false }
    this.#leaving.set(id, leaving)
    try {
      await this.#leave(id, life)
    } finally {
      this.#leaving.delete(id)
    }
    // A message or a wish may have come while nobody was there to hear it.
    if (leaving.isMissed || this.#summoned.has(id)) await this.#makeReady(id, "waiting")
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

  /** Somebody else may have made it ready, and it may have been claimed since. */
  #makeReady(execution: string, from: ExecutionStatus): Promise<void> {
    return this.#parts.journal.append([{ kind: "status", execution, status: "ready", from, atMs: this.#nowMs() }])
  }

  /** Wakes an execution that waits. One that is just being set aside is made ready by whoever does that. */
  async #nudge(id: string): Promise<void> {
    const { journal } = this.#parts
    const status = (await journal.find(id))?.status
    if (status === undefined || ends.has(status)) return this.#answer(id, undefined)
    if (status === "waiting" || status === "suspended") await this.#makeReady(id, status)
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
    const dueMs = await this.#parts.journal.nextDueMs()
    clearTimeout(this.#alarm)
    if (dueMs === undefined || this.#isClosing) return
    const leftMs = Math.min(Math.max(0, dueMs - this.#nowMs()), longestMs)
    this.#alarm = setTimeout(() => this.wake(), leftMs)
  }

  #nowMs(): number {
    return this.#parts.clock.currentTimeMillisUnsafe()
  }
}
