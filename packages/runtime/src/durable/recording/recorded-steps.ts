import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Payload } from "../../journal/entry.ts"
import { DeadlineExceeded } from "../../failures/deadline-exceeded.ts"
import { inCharge } from "../../runner/block-wait.ts"
import { stepPath } from "../../runner/position.ts"
import type { RecordedLife } from "../../runner/recorder.ts"
import { stepFingerprint } from "./fingerprints.ts"
import { noteOrigin, recordedFailure } from "./recorded-failure.ts"
import type { Recording } from "./recording.ts"
import { StepRecord } from "./step-record.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>
type RunLife<Life extends RecordedLife> = (life: Life) => AnyEffect

/** How a step begins. */
interface Beginning<Life extends RecordedLife> {
  readonly begin: RunLife<Life>
  /** Whether an earlier life may have had it in flight. */
  readonly isInDoubt: boolean
}

/** What a failed attempt has left to the next life. */
interface Retrying {
  readonly attempt: number
  readonly due: string
}

/**
 * The steps of a recorded execution, and what undoes them.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 3. a step in flight at a crash runs again, from the attempt that was made, and waits for the moment that the last failed
 *    one has recorded;
 * 6. what can be undone, or may have to be, is on its way to the disk in the moment of its success, and is undone in that
 *    order by whichever life comes to it.
 */
export class RecordedSteps {
  readonly #recording: Recording

  constructor(recording: Recording) {
    this.#recording = recording
  }

  run<Life extends RecordedLife>(life: Life, begin: RunLife<Life>): AnyEffect {
    const recording = this.#recording
    const { parts, replay } = recording
    const { step, at } = life
    const path = stepPath(at, step.name)
    this.#noteAgain(life, path)
    if (recording.said(path, "decision") === "") {
      return Exit.die(recording.diverged(path, "that it was skipped", "runs it"))
    }
    const isUndone = isUndoable(life)
    if (step.activity.effects === "none" && !isUndone && step.isCompensation !== true) {
      const made = Effect.tapCause(
        Effect.suspend(() => inCharge(begin(life))),
        (cause) => Effect.sync(() => noteOrigin(cause, step.activity)),
      )
      return parts.occupation.working(replay.busy(made))
    }
    const recorded = new StepRecord(life, path, parts.outputs)
    const doubtful = isUndone ? () => this.#madeAgain(life, path, begin) : undefined
    const bringAbout = (isInDoubt: boolean): AnyEffect =>
      isUndone ? this.#undoably(life, path, { begin, isInDoubt }) : this.#resumed(life, path, begin)
    return recording.once(recorded, bringAbout, doubtful)
  }

  retry(life: RecordedLife, cause: Cause.Cause<unknown>, delayMs: number): Effect.Effect<void> {
    const recording = this.#recording
    const path = stepPath(life.at, life.step.name)
    // It is kept in whole milliseconds, and must not come early.
    const dueMs = Math.ceil(recording.nowMs() + delayMs)
    const failure = recordedFailure(cause)
    const told = failure && { error: failure.error, message: failure.message }
    const retrying: Retrying & { readonly failure: unknown } = {
      attempt: life.attempt,
      due: new Date(dueMs).toISOString(),
      failure: told,
    }
    const written = recording.onDisk(recording.fact(path, "retrying", retrying, stepFingerprint(life.step)))
    return Effect.flatMap(written, () => this.#until(dueMs))
  }

  /** Records what has to be undone should the saga fail, and gives its place in the order. */
  undoable({ step }: RecordedLife, path: string, output: unknown): number {
    const codec = this.#recording.parts.outputs(step.activity)
    const payload = payloadOrNothing(() => codec.encode(output, () => `output of step '${path}'`))
    return this.#recording.add({ path, kind: "undoable", fingerprint: stepFingerprint(step), payload })
  }

  /** Records that a saga has succeeded inside another, and gives its place in the order. */
  settled(path: string): number {
    const recording = this.#recording
    return recording.replay.fact(path, "settled")?.sequence ?? recording.add(recording.fact(path, "settled", undefined))
  }

  /** What an earlier life has done can be undone by this one. */
  #noteAgain(life: RecordedLife, path: string): void {
    const { replay, parts } = this.#recording
    const undoable = replay.fact(path, "undoable")
    if (undoable === undefined || !isUndoable(life)) return
    const codec = parts.outputs(life.step.activity)
    const output = codec.decode(undoable.payload, () => `output of step '${path}'`)
    const { step, at, input, undo } = life
    const compensation = step.compensation?.({
      at,
      name: step.name,
      path,
      input,
      output,
      undo,
      order: undoable.sequence,
    })
    if (compensation !== undefined) at.saga?.note(compensation)
  }

  /** A step that earlier lives have begun goes on with the attempt that is due. */
  #resumed<Life extends RecordedLife>(life: Life, path: string, begin: RunLife<Life>): AnyEffect {
    const recording = this.#recording
    // `retry` has written it.
    const retrying = recording.said(path, "retrying") as Retrying | undefined
    life.isRecorded = true
    if (retrying !== undefined) {
      life.attempt = retrying.attempt
      life.delay = this.#until(Date.parse(retrying.due))
    }
    const { deadlineMs } = life.step
    if (deadlineMs === undefined) return begin(life)
    return Effect.flatMap(
      recording.due(path, (nowMs) => nowMs + deadlineMs),
      (dueMs) => {
        life.leftMs = dueMs - recording.nowMs()
        return recording.timers.by(dueMs, inCharge(begin(life)))
      },
    )
  }

  /**
   * What can be undone begins when later lives know of every interruption that it comes behind: so that they come to it
   * before anything else happens, and it is in doubt.
   */
  #undoably<Life extends RecordedLife>(life: Life, path: string, { begin, isInDoubt }: Beginning<Life>): AnyEffect {
    const begun = (): AnyEffect => (isInDoubt ? this.#cleared(life, path, begin) : this.#resumed(life, path, begin))
    const { interruptionsWritten } = this.#recording
    if (Exit.isExit(interruptionsWritten)) return begun()
    return Effect.flatMap(interruptionsWritten, () => inCharge(begun()))
  }

  /** What is in doubt is made again, also where it is interrupted or its deadline passes while it waits for a place. */
  #cleared<Life extends RecordedLife>(life: Life, path: string, begin: RunLife<Life>): AnyEffect {
    let before: number | undefined
    const resumed = this.#resumed(life, path, (again) => {
      before = again.attempt
      return begin(again)
    })
    if (Exit.isExit(resumed)) return resumed
    return Effect.onExit(inCharge(resumed), (exit) => {
      const isInDoubt = life.attempt === before && isGivenUp(exit) && !this.#recording.isSuspended
      return isInDoubt ? this.#madeAgain(life, path, begin) : Effect.void
    })
  }

  /**
   * A step that can be undone was in flight when the process ended, and is interrupted, or its deadline passes, before it
   * could begin again: nobody knows whether it has done anything. It is made again, so that it can be undone, whatever its
   * deadline.
   */
  #madeAgain<Life extends RecordedLife>(life: Life, path: string, begin: RunLife<Life>): AnyEffect {
    if (this.#recording.replay.fact(path, "undoable") !== undefined) return Effect.void
    life.leftMs = Infinity
    return Effect.exit(Effect.suspend(() => inCharge(begin(life))))
  }

  #until(dueMs: number): Effect.Effect<void> {
    const { parts, timers } = this.#recording
    return parts.occupation.waiting(timers.until(dueMs), { isInside: true })
  }
}

/** Whether what a step has done can be undone, and something may want that. */
function isUndoable({ step, at }: RecordedLife): boolean {
  return step.compensation !== undefined && at.saga !== undefined
}

/** Whether something was interrupted, or its deadline has passed. */
function isGivenUp(exit: Exit.Exit<unknown, unknown>): boolean {
  if (exit._tag === "Success") return false
  return Cause.hasInterruptsOnly(exit.cause) || Cause.squash(exit.cause) instanceof DeadlineExceeded
}

/** What cannot be kept ends its step as a failure; undoing it needs this life. */
function payloadOrNothing(encode: () => Payload): Payload {
  try {
    return encode()
  } catch {
    return undefined
  }
}
