import { InternalError } from "@millrace/plan"
import type { AnyActivity } from "@millrace/plan"
import * as Cause from "effect/Cause"
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Change } from "../../journal/change.ts"
import type { Entry, Payload } from "../../journal/entry.ts"
import { ends } from "../../journal/execution-row.ts"
import type { ExecutionHistory } from "../../journal/execution-row.ts"
import type { Journal } from "../../journal/journal.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { framed, inCharge } from "../../runner/block-wait.ts"
import type { Position } from "../../runner/position.ts"
import { Acknowledgement, Acknowledgements } from "./acknowledgements.ts"
import { describeDifference, describeEnd, describeOutcome } from "./describe-entry.ts"
import { countingEntries } from "./counting-entries.ts"
import { EntryWriter } from "./entry-writer.ts"
import type { NewEntry } from "./entry-writer.ts"
import type { Family } from "../life/family.ts"
import { endings } from "./entry-kinds.ts"
import type { FactKind, OutcomeKind } from "./entry-kinds.ts"
import { Diverged } from "../failures/diverged.ts"
import type { Gate } from "../scheduling/gate.ts"
import { TextNotKept } from "../failures/text-not-kept.ts"
import { isKept } from "../values/kept-text.ts"
import type { Occupation } from "../life/occupation.ts"
import { encodeInterruption, placeOf } from "./interruption.ts"
import { noteOrigin, recordedFailure, revivedExit } from "./recorded-failure.ts"
import type { RecordedFailure } from "./recorded-failure.ts"
import { RecordedWork } from "./recorded-work.ts"
import { Replay } from "./replay.ts"
import type { Unasked } from "./replay.ts"
import type { ValueCodec } from "../values/step-values.ts"
import type { Suspension } from "../life/suspension.ts"
import type { LifeSpans } from "../telemetry/life-spans.ts"
import { UnwrittenInterruptions } from "./unwritten-interruptions.ts"
import { Timers } from "../life/timers.ts"
import type { Underway } from "../life/underway.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** What one life of an execution is recorded with. */
export interface RecordingParts {
  readonly journal: Journal
  readonly format: PayloadFormat
  readonly outputs: (activity: AnyActivity) => ValueCodec
  readonly clock: Clock.Clock
  readonly occupation: Occupation
  readonly history: ExecutionHistory
  /** The digest of the plan that this life runs. */
  readonly digest: string
  /** Is told that this life has to end although the execution goes on. */
  readonly onSuspended: (suspension: Suspension) => void
  readonly gate?: Gate
  /** What makes spans part of a trace, where there is one. */
  readonly spans?: LifeSpans | undefined
  readonly underway: Underway
  /** Whether it is a child that an earlier life of its parent has begun. */
  readonly isResumed?: boolean
  /** The replay of the parent of a child. */
  readonly outer?: Replay
  /** The timers of the parent of a child: what the child waits for, its parent waits for. */
  readonly timers?: Timers
  readonly family: Family
}

/** Something whose outcome is recorded. */
export interface Recorded {
  readonly path: string
  /** Where it stands, if it is work of this process: that is lost with it, and needs no fiber where it waits for promises. */
  readonly at?: Position
  readonly fingerprint: string
  readonly completed: OutcomeKind
  readonly failed: OutcomeKind
  readonly codec: ValueCodec
  /** The activity that is made, where that is what it is. */
  readonly activity?: AnyActivity
  /** Gives a failure back. */
  readonly revive: (failure: RecordedFailure) => Exit.Exit<never, unknown>
}

/**
 * What one life of an execution is given by its journal, and gives it.
 *
 * Owns what is written and when, and of the invariants of `docs/durable.md`:
 * 1. what has an outcome in the journal is given it, and not done again;
 * 3. what has none is done when all outcomes have been given, with the same idempotency key as before;
 * 4. a fingerprint or a decision that is another, or an outcome that nobody asks for, ends this life as `Diverged`;
 * 5. a moment that somebody waits for is on the disk before the wait begins, and later lives wait for the same;
 * 11. when nothing can be written any more this life ends, and nothing in it goes on as if it had been.
 */
export class Recording {
  readonly parts: RecordingParts
  readonly replay: Replay
  readonly timers: Timers
  readonly #writer: EntryWriter
  readonly #acknowledgements: Acknowledgements
  readonly #interruptions = new UnwrittenInterruptions()
  /** When what this life has begun did so, by its path. */
  readonly #begun = new Map<string, number>()
  /** Is told when this life is suspended. */
  readonly onSuspended: Array<(suspension: Suspension) => void> = []
  #isStopped = false

  constructor(parts: RecordingParts) {
    const { journal, clock, history, digest, occupation } = parts
    const { execution, entries } = history
    this.parts = parts
    this.replay = new Replay(countingEntries(entries, parts.format), {
      onUnasked: (unasked) => void this.divergedAt(unasked),
      placeOf: (entry) => placeOf(entry, parts.format),
      outer: parts.outer,
    })
    // What has not been given yet says whether this code can go on at all.
    if (!this.replay.isOver) {
      occupation.begin()
      this.replay.whenOver(() => occupation.end())
    }
    this.timers = parts.timers ?? new Timers(clock, () => occupation.moved())
    const sequence = entries.at(-1)?.sequence ?? 0
    this.#acknowledgements = new Acknowledgements(occupation, sequence)
    this.#writer = new EntryWriter(journal, {
      clock,
      execution: execution.id,
      digest,
      sequence,
      onFailure: (failure) => this.suspend({ kind: "unwritten", failure }),
    })
  }

  /** Whether this life has ended although the execution, or that of a parent, goes on. */
  get isSuspended(): boolean {
    return this.parts.family.state.isSuspended
  }

  nowMs(): number {
    return this.parts.clock.currentTimeMillisUnsafe()
  }

  /** Ends this life: what waits in it is interrupted, and nothing is undone. */
  suspend(suspension: Suspension): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.parts.family.state.isSuspended = true
    for (const tell of this.onSuspended) tell(suspension)
    if (suspension.kind !== "set-aside") this.#writer.stop()
    this.replay.stop()
    this.#acknowledgements.stop()
    // Those that are shared interrupt others too, who have to know why: whoever has made them stops them, behind all of them.
    if (this.parts.timers === undefined) this.timers.stop()
    this.parts.onSuspended(suspension)
  }

  /** Writes the last change of this life, if there is one, and nothing after it. */
  end(change?: Change): Promise<void> {
    this.replay.stop()
    return this.#writer.end(change)
  }

  /**
   * Gives an outcome, or brings it about and records it. `doubtful` is what is done when that is interrupted before.
   * `bringAbout` is told whether an earlier life may have had it in flight.
   *
   * What an earlier life had in flight, and this one interrupts before it could begin again, is recorded as interrupted, when
   * all has been given that was recorded before its end.
   */
  once(recorded: Recorded, bringAbout: BringAbout, doubtful: () => AnyEffect = () => Effect.void): AnyEffect {
    const outcome = this.replay.outcome(recorded.path)
    if (outcome !== undefined) return this.again(outcome, recorded)
    // What nobody has begun is in no doubt.
    if (this.#isHeld && Exit.isExit(this.replay.over(recorded.path))) return this.#held()
    const began = this.begin(recorded.path)
    if (Exit.isExit(began)) return began._tag === "Success" ? this.#at(recorded, bringAbout) : began
    return Effect.flatMap(
      Effect.onInterrupt(began, () => this.#endedLast(recorded, doubtful)),
      () => inCharge(this.ended(recorded, bringAbout(true))),
    )
  }

  #endedLast(recorded: Recorded, doubtful: () => AnyEffect): AnyEffect {
    const { replay, parts } = this
    const ended = Effect.flatMap(replay.last(), () => {
      if (this.isSuspended || ends.has(parts.history.execution.status)) return Effect.void
      return replay.moving(Effect.map(Effect.suspend(doubtful), () => this.#interrupted(recorded, true)))
    })
    return parts.occupation.working(ended)
  }

  /** Whether this life goes on where an earlier one was that has left no outcome, and has come to none itself. */
  get #isBeginning(): boolean {
    const { history, isResumed } = this.parts
    return (history.entries.length > 0 || isResumed === true) && this.#acknowledgements.isFirst
  }

  /** What is thrown is a defect. */
  #at(recorded: Recorded, bringAbout: BringAbout): AnyEffect {
    try {
      return this.ended(recorded, bringAbout(this.#isBeginning))
    } catch (thrown) {
      return this.failed(recorded, Cause.die(thrown))
    }
  }

  /** Ends when something that has no outcome may begin. */
  begin(path: string): Effect.Effect<void> {
    if (this.isSuspended) return Exit.interrupt()
    if (!isKept(path)) return Exit.die(new TextNotKept({ subject: "the path of a step", text: path }))
    if (this.#begun.has(path)) return Exit.die(new InternalError(`two steps have the path '${path}'`))
    this.#begun.set(path, this.nowMs())
    const over = this.replay.over(path)
    if (Exit.isExit(over)) return this.#isHeld ? this.#held() : over
    if (this.#isHeld) return Effect.flatMap(over, () => this.#held())
    return Effect.map(over, () => void this.#begun.set(path, this.nowMs()))
  }

  /** When what an entry ends began: for what earlier lives have, when they first recorded it. */
  #beganMs({ kind, path }: NewEntry): number | undefined {
    return endings.has(kind) ? (this.replay.begunMs(path) ?? this.#begun.get(path)) : undefined
  }

  /** Whether nothing new begins in this process any more. */
  get #isHeld(): boolean {
    return this.parts.gate?.isClosed === true
  }

  /** Leaves what has not begun to a later life. */
  #held(): Effect.Effect<never> {
    return this.parts.occupation.waiting(Effect.never)
  }

  /** Records how something ends. */
  ended(recorded: Recorded, begun: AnyEffect): AnyEffect {
    if (Exit.isExit(begun)) {
      return begun._tag === "Success" ? this.completed(recorded, begun.value) : this.failed(recorded, begun.cause)
    }
    return recorded.at === undefined
      ? this.endedInFiber(recorded, begun)
      : framed(begun, new RecordedWork(this, recorded))
  }

  /** The same of an Effect. An interruption has ended when what was interrupted has tidied up, which takes its time. */
  endedInFiber(recorded: Recorded, begun: AnyEffect): AnyEffect {
    const ended = Effect.onExit(begun, (exit) => {
      if (exit._tag === "Failure" && Cause.hasInterruptsOnly(exit.cause)) this.interrupted(recorded)
      return Effect.void
    })
    return Effect.matchCauseEffect(ended, {
      onFailure: (cause) => this.failed(recorded, cause),
      onSuccess: (value) => this.completed(recorded, value),
    })
  }

  /**
   * Records that something was interrupted. That is heard at once, so before what was handed over and is not on the disk:
   * where there is such a thing the entry says behind which one it was.
   */
  interrupted(recorded: Recorded): void {
    this.#interrupted(recorded, false)
  }

  /** The same; `isUnbegun` says that the life that was interrupted had not begun it. */
  #interrupted({ path, fingerprint }: Recorded, isUnbegun: boolean): void {
    if (this.isSuspended) return
    const { behind } = this.#acknowledgements
    const payload = encodeInterruption({ behind, isUnbegun }, this.parts.format)
    const entry: NewEntry = { path, kind: "interrupted", fingerprint, payload }
    this.#writer.add(entry, this.#beganMs(entry), this.#interruptions.add())
  }

  /** Ends when every interruption is on the disk that was handed over. */
  get interruptionsWritten(): Effect.Effect<void> {
    const { allWritten } = this.#interruptions
    return Exit.isExit(allWritten) ? allWritten : this.parts.occupation.working(allWritten)
  }

  /** Gives an outcome of an earlier life when it is its turn. */
  again(outcome: Entry, asked: Recorded): AnyEffect {
    const { path, fingerprint, failed, codec } = asked
    if (outcome.kind === "interrupted") return Effect.onInterrupt(Effect.never, () => this.replay.turnOf(outcome))
    if (outcome.fingerprint !== fingerprint) {
      const { found, recorded } = describeDifference(fingerprint, outcome.fingerprint)
      return Exit.die(this.diverged(path, recorded, `has ${found}`))
    }
    return Effect.flatMap(this.replay.turnOf(outcome), () => {
      const subject = (): string => `'${outcome.kind}' of '${path}'`
      if (outcome.kind !== failed) return Exit.succeed(codec.decode(outcome.payload, subject))
      // A payload of this kind was written by `failed`.
      return asked.revive(this.parts.format.decode(outcome.payload, subject) as RecordedFailure)
    })
  }

  /** Records a value, and gives it when it is on the disk. One that cannot be kept is a failure. */
  completed<Value>(recorded: Recorded, value: Value, changes?: Changes): Effect.Effect<Value, unknown> {
    const { path, completed, codec } = recorded
    let payload: Payload
    try {
      payload = codec.encode(value, () => `output of step '${path}'`)
    } catch (problem) {
      return this.failed(recorded, Cause.die(problem), changes)
    }
    const entry: NewEntry = { path, kind: completed, fingerprint: recorded.fingerprint, payload }
    return this.#acknowledged(entry, { end: Exit.succeed(value), at: recorded.at }, changes)
  }

  /** Records a failure, and ends with it when it is on the disk. An interruption is none. */
  failed(recorded: Recorded, cause: Cause.Cause<unknown>, changes?: Changes): Exits {
    const ended = Exit.failCause(cause)
    const failure = recordedFailure(cause)
    if (failure === undefined || this.isSuspended) return ended
    if (recorded.activity !== undefined) noteOrigin(cause, recorded.activity)
    try {
      const payload = this.parts.format.encode(failure, () => `failure of step '${recorded.path}'`)
      return Effect.flatMap(this.outcome(recorded, { kind: recorded.failed, payload }, changes), () => ended)
    } catch (problem) {
      // What says that a failure cannot be kept can be.
      return this.failed(recorded, Cause.die(problem), changes)
    }
  }

  /** Records an outcome, and ends when it is on the disk and it is its turn. */
  outcome(
    { path, fingerprint }: Pick<Recorded, "path" | "fingerprint">,
    { kind, payload }: { readonly kind: OutcomeKind; readonly payload: Payload },
    changes?: Changes,
  ): Effect.Effect<void> {
    return this.onDisk({ path, kind, fingerprint, payload }, changes)
  }

  /** Adds an entry, and ends when it is on the disk. */
  onDisk(entry: NewEntry, changes?: Changes): Effect.Effect<void> {
    return this.#acknowledged(entry, { end: Exit.void }, changes)
  }

  /** Adds an entry, and gives `end` when it is on the disk. */
  #acknowledged<Value>(entry: NewEntry, { end, at }: Acknowledged<Value>, changes?: Changes): Effect.Effect<Value> {
    const told = new Acknowledgement(this.#acknowledgements, end, at)
    told.sequence = this.#writer.add(entry, this.#beganMs(entry), told, changes)
    // It ends with `end`, or is interrupted, and needs nothing.
    return told as Effect.Effect<unknown, unknown, unknown> as Effect.Effect<Value>
  }

  /** Adds an entry, and gives its sequence. */
  add(entry: NewEntry): number {
    return this.#writer.add(entry, this.#beganMs(entry))
  }

  /** Writes changes behind all entries that were added before. */
  change(changes: Changes): void {
    this.#writer.change(changes)
  }

  fact(path: string, kind: FactKind, value: unknown, fingerprint: string = kind): NewEntry {
    return { path, kind, fingerprint, payload: this.parts.format.encode(value, () => `'${kind}' of '${path}'`) }
  }

  /** Gives what an earlier life has said at a path. */
  said(path: string, kind: FactKind): unknown {
    const fact = this.replay.fact(path, kind)
    return fact && this.parts.format.decode(fact.payload, () => `'${kind}' of '${path}'`)
  }

  /** Gives the moment that an earlier life has recorded, or records it now. */
  due(path: string, dueMs: (nowMs: number) => number): Effect.Effect<number> {
    const said = this.said(path, "due")
    if (typeof said === "string") return Effect.succeed(Date.parse(said))
    // It is kept in whole milliseconds, and must not come early.
    const due = Math.ceil(dueMs(this.nowMs()))
    return Effect.as(this.onDisk(this.fact(path, "due", new Date(due).toISOString())), due)
  }

  /** What has the values of JSON as they are. */
  plain(path: string, fingerprint: string, completed: OutcomeKind): Recorded {
    return { path, fingerprint, completed, failed: "step.failed", codec: this.parts.format, revive: revivedExit }
  }

  divergedAt({ entry, instead }: Unasked): Diverged {
    const names = instead.map((path) => `'${path}'`).join(", ")
    const found = instead.length === 0 ? "asks for nothing more" : `comes to ${names} instead`
    return this.diverged(entry.path, describeOutcome(entry), found)
  }

  /** The workflow has ended, and something that was recorded has not been asked for. */
  endedBefore(entry: Entry, exit: Exit.Exit<unknown, unknown>): Diverged {
    return this.diverged(entry.path, describeOutcome(entry), describeEnd(exit))
  }

  /** Ends this life because the code is another, and gives the failure that says so. */
  diverged(path: string, recorded: string, found: string): Diverged {
    const { history, digest: plan } = this.parts
    const { id: execution, workflow, digest } = history.execution
    const recordedPlan = history.entries.findLast((entry) => entry.path === path)?.digest ?? digest
    const failure = new Diverged({ execution, workflow, path, recorded, found, recordedPlan, plan })
    this.suspend({ kind: "diverged", failure })
    return failure
  }
}

/** What whoever waits for an entry is given when it is on the disk. */
interface Acknowledged<Value> {
  readonly end: Exit.Exit<Value>
  readonly at?: Position | undefined
}

type BringAbout = (isInDoubt: boolean) => AnyEffect
type Exits = Effect.Effect<never, unknown>
type Changes = ReadonlyArray<Change>
