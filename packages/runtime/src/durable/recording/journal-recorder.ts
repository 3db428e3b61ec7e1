import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Change } from "../../journal/change.ts"
import type {
  Arrival,
  ChildRun,
  EarlyWait,
  KeptWait,
  OutsideWait,
  RecordedLife,
  Recorder,
} from "../../runner/recorder.ts"
import { runChild } from "../life/child-life.ts"
import { assertKept } from "../values/kept-text.ts"
import { RecordedResources } from "./recorded-resources.ts"
import { RecordedSteps } from "./recorded-steps.ts"
import { RecordedWaits } from "./recorded-waits.ts"
import type { Recorded } from "./recording.ts"
import { Recording } from "./recording.ts"
import type { RecordingParts } from "./recording.ts"
import type { Suspension } from "../life/suspension.ts"
import { workflowValues } from "../values/workflow-values.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Keeps one life of an execution in a journal, and gives it what earlier lives have kept, verb by verb. */
export class JournalRecorder implements Recorder {
  readonly isLater: boolean
  readonly traced: Recorder["traced"]
  readonly #recording: Recording
  readonly #steps: RecordedSteps
  readonly #waits: RecordedWaits
  readonly #resources: RecordedResources
  /** Those of the children that run. */
  readonly #children = new Set<JournalRecorder>()

  constructor(parts: RecordingParts) {
    this.isLater = parts.history.entries.length > 0
    const { spans, history } = parts
    const { id: execution } = history.execution
    this.traced = spans && ((effect, path) => spans.attempt(effect, { execution, path }))
    this.#recording = new Recording(parts)
    this.#steps = new RecordedSteps(this.#recording)
    this.#waits = new RecordedWaits(this.#recording)
    this.#resources = new RecordedResources(this.#recording)
    this.#recording.onSuspended.push((suspension) => {
      for (const child of this.#children) child.suspend(suspension)
    })
  }

  get isSuspended(): boolean {
    return this.#recording.isSuspended
  }

  /** Whether an earlier life was told that somebody wants the execution cancelled. */
  get wasCancelled(): boolean {
    return this.#recording.replay.cancellation !== undefined
  }

  /** When the first of the moments that it or a child waits for is due, in milliseconds since 1970. */
  get nextDueMs(): number | undefined {
    return this.#recording.timers.nextDueMs
  }

  /** Ends this life: what waits in it is interrupted, and nothing is undone. */
  suspend(suspension: Suspension): void {
    this.#recording.suspend(suspension)
  }

  /**
   * The workflow has ended: what was recorded and has not been asked for is a divergence. One that was cancelled while it
   * tidied up, for which this life had no reason, is cancelled.
   */
  endedWith(exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> {
    const { replay } = this.#recording
    if (replay.isOnlyCancelled) return Exit.interrupt()
    if (replay.unasked !== undefined) this.#recording.endedBefore(replay.unasked, exit)
    replay.finish()
    return exit
  }

  /** Writes the last change of this life, if there is one, and nothing after it. */
  end(change?: Change): Promise<void> {
    return this.#recording.end(change)
  }

  /** Ends where an earlier life was cancelled. */
  cancelled(): Effect.Effect<void> {
    const { replay } = this.#recording
    return replay.cancellation === undefined ? Effect.never : replay.turnOf(replay.cancellation)
  }

  /** Records somebody's wish that the execution be cancelled, and ends when it is on the disk. */
  cancel(): Effect.Effect<void> {
    const recording = this.#recording
    return Effect.flatMap(recording.replay.over(""), () =>
      recording.onDisk({ path: "", kind: "cancelled", fingerprint: "cancelled", payload: undefined }),
    )
  }

  step<Life extends RecordedLife>(life: Life, run: (life: Life) => AnyEffect): AnyEffect {
    return this.#steps.run(life, run)
  }

  retry(life: RecordedLife, cause: Cause.Cause<unknown>, delayMs: number): Effect.Effect<void> {
    return this.#steps.retry(life, cause, delayMs)
  }

  undoable(life: RecordedLife, path: string, output: unknown): number {
    return this.#steps.undoable(life, path, output)
  }

  settled(path: string): number {
    return this.#steps.settled(path)
  }

  isBegun(path: string): boolean {
    return this.#recording.replay.isBegun(path)
  }

  isEnded(path: string): boolean {
    return this.endOf(path) !== undefined
  }

  endOf(path: string): number | undefined {
    return this.#recording.replay.outcome(path)?.sequence
  }

  decided(path: string): string | undefined {
    // Only `decide` writes decisions, and those are texts.
    return this.#recording.said(path, "decision") as string | undefined
  }

  decide(path: string, decision: string): boolean {
    assertKept(path, "the path of a step")
    const before = this.decided(path)
    if (before === decision) return false
    if (before !== undefined) throw this.#recording.diverged(path, `'${before}'`, `decides '${decision}'`)
    const fact = this.#recording.fact(path, "decision", decision)
    // Code that turns out to be another one leaves nothing behind.
    this.#recording.replay.whenOver(() => {
      if (!this.isSuspended) this.#recording.add(fact)
    })
    return true
  }

  sleep(path: string, dueMs: (nowMs: number) => number): AnyEffect {
    return this.#waits.sleep(path, dueMs)
  }

  register(wait: EarlyWait, use: (kept: KeptWait) => AnyEffect): AnyEffect {
    return this.#waits.register(wait, use)
  }

  busy<Value, Failure>(effect: Effect.Effect<Value, Failure, unknown>): Effect.Effect<Value, Failure, unknown> {
    return this.#recording.replay.busy(effect)
  }

  wait(wait: OutsideWait): Effect.Effect<Arrival, unknown, unknown> {
    return this.#waits.outside(wait)
  }

  limit(effect: AnyEffect, limitMs: number, failure: () => unknown): AnyEffect {
    return this.#waits.limit(effect, limitMs, failure)
  }

  acquire(path: string, effect: AnyEffect): AnyEffect {
    return this.#resources.acquire(path, effect)
  }

  release(path: string, effect: AnyEffect): AnyEffect {
    return this.#resources.release(path, effect)
  }

  child(run: ChildRun): AnyEffect {
    const recording = this.#recording
    const { path, runner } = run
    const recorded: Recorded = {
      ...recording.plain(path, "child", "child.completed"),
      failed: "child.failed",
      codec: workflowValues(runner, recording.parts.format).output,
    }
    const outcome = recording.replay.outcome(path)
    if (outcome !== undefined) return recording.again(outcome, recorded)
    // One that has begun replays beside its parent, so that it is there to undo what it did when the parent is cancelled.
    const began =
      recording.replay.fact(path, "began") === undefined
        ? Effect.flatMap(recording.begin(path), () => recording.onDisk(recording.fact(path, "began", undefined)))
        : Effect.void
    // What it comes to is known to nobody before all is given that the parent has recorded without it.
    const child = Effect.flatMap(began, () => Effect.onExit(this.#runChild(run), () => recording.replay.last()))
    return recording.ended(recorded, child)
  }

  #runChild(run: ChildRun): AnyEffect {
    const { parts, replay, timers } = this.#recording
    const onSuspended = (suspension: Suspension): void => this.suspend(suspension)
    let child: JournalRecorder | undefined
    const makeRecorder = (given: Pick<RecordingParts, "history" | "digest">): JournalRecorder => {
      const isResumed = replay.fact(run.path, "began") !== undefined
      child = new JournalRecorder({ ...parts, ...given, isResumed, onSuspended, outer: replay, timers })
      this.#children.add(child)
      return child
    }
    const onUnwritten = (failure: unknown): void => this.suspend({ kind: "unwritten", failure })
    return Effect.onExit(runChild(run, { ...parts, replay, onUnwritten, makeRecorder }), () =>
      Effect.sync(() => {
        if (child !== undefined) this.#children.delete(child)
      }),
    )
  }
}
