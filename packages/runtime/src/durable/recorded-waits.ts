import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Change } from "../journal/change.ts"
import type { Payload } from "../journal/entry.ts"
import { inCharge } from "../runner/block-wait.ts"
import { isExit } from "../runner/ready.ts"
import type { Arrival, OutsideWait } from "../runner/recorder.ts"
import { taskMessageId } from "./task-tokens.ts"
import { formJson } from "./form-json.ts"
import type { Recording } from "./recording.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * What a recorded execution waits for: moments, and somebody outside.
 *
 * Owns, of the invariants of `docs/durable.md`:
 * 2. a message that has been taken is marked as taken in the same write that records what it was;
 * 5. a timer is on the disk before it is waited for, fires at or after its due time, and never starts over;
 * 11. what is waited for outside is registered for others to see, as long as it is.
 */
export class RecordedWaits {
  readonly #recording: Recording

  constructor(recording: Recording) {
    this.#recording = recording
  }

  sleep(path: string, dueMs: (nowMs: number) => number): AnyEffect {
    const recording = this.#recording
    return recording.once(recording.plain(path, "sleep", "timer.fired"), () =>
      Effect.flatMap(recording.due(path, dueMs), (due) => Effect.as(this.#until(due), undefined)),
    )
  }

  /** Ends an effect when a time since the start of the execution has passed. */
  limit(effect: AnyEffect, limitMs: number, failure: () => unknown): AnyEffect {
    if (isExit(effect)) return effect
    const recording = this.#recording
    const { startedMs } = recording.parts.history.execution
    const recorded = recording.plain("", "timeout", "timed-out")
    const outcome = recording.replay.outcome("")
    const begun = inCharge(effect)
    const failed = (passed: AnyEffect): AnyEffect => Effect.flatMap(passed, () => Exit.fail(failure()))
    if (outcome !== undefined) {
      // It has taken too long: what this life comes to sooner, for it has less to tidy up, is not what it came to.
      const ended = Effect.flatMap(Effect.exit(begun), () => Effect.never)
      return Effect.raceFirst(ended, failed(recording.again(outcome, recorded)))
    }
    const passed = Effect.flatMap(recording.timers.until(startedMs + limitMs), () =>
      Effect.flatMap(recording.replay.over(""), () => recording.completed(recorded, undefined)),
    )
    return Effect.raceFirst(begun, failed(passed))
  }

  outside(wait: OutsideWait): Effect.Effect<Arrival, unknown, unknown> {
    const recording = this.#recording
    const { path, kind } = wait
    const recorded = recording.plain(path, kind, "received")
    const outcome = recording.replay.outcome(path)
    if (outcome?.kind === "expired") return Effect.as(recording.again(outcome, recorded), { kind: "expired" } as const)
    if (outcome !== undefined) {
      return Effect.map(recording.again(outcome, recorded), (sent): Arrival => ({ kind: "arrived", sent }))
    }
    const { id } = recording.parts.history.execution
    const over: Change = { kind: "wait-end", execution: id, path, wait: kind }
    return Effect.matchCauseEffect(this.#arrival(wait, over), {
      onFailure: (cause) => recording.failed(recorded, cause, [over]),
      onSuccess: (came): Effect.Effect<Arrival, unknown> => {
        if (came.kind === "expired") {
          return Effect.as(recording.outcome(recorded, { kind: "expired", payload: undefined }, [over]), came)
        }
        const message = came.message ?? (kind === "human" && wait.isLasting ? taskMessageId(path) : undefined)
        const taken: ReadonlyArray<Change> =
          message === undefined ? [over] : [over, { kind: "message-taken", execution: id, message }]
        return Effect.as(recording.completed(recorded, came.sent, taken), came)
      },
    })
  }

  /** Waits for what comes; a wait that is given up is taken back. */
  #arrival(wait: OutsideWait, over: Change): Effect.Effect<Arrival, unknown, unknown> {
    const recording = this.#recording
    const { path, deadlineMs, arrival, isLasting } = wait
    const due =
      deadlineMs === undefined ? Effect.succeed(undefined) : recording.due(path, (nowMs) => nowMs + deadlineMs)
    const arrived = Effect.flatMap(due, (dueMs) => {
      this.#open(wait, dueMs)
      const { occupation } = recording.parts
      const came =
        dueMs === undefined
          ? arrival(undefined)
          : recording.timers.by(dueMs, arrival(Math.max(0, dueMs - recording.nowMs())))
      return isLasting ? occupation.waiting(came) : occupation.working(came)
    })
    return Effect.onExit(
      Effect.flatMap(recording.begin(path), () => arrived),
      (exit) =>
        Effect.sync(() => {
          const isGivenUp = exit._tag === "Failure" && Cause.hasInterrupts(exit.cause)
          if (isGivenUp && !recording.isSuspended) recording.change([over])
        }),
    )
  }

  #open({ path, kind, asks }: OutsideWait, dueMs: number | undefined): void {
    const { history } = this.#recording.parts
    // It was registered by an earlier life, and is as old as that.
    if (history.waits.some((wait) => wait.path === path && wait.kind === kind)) return
    const details = asks === undefined ? undefined : this.#details({ ...asks, form: formJson(asks.form) })
    const wait = { path, kind, dueMs, details, openedMs: this.#recording.nowMs() }
    this.#recording.change([{ kind: "wait", execution: history.execution.id, wait }])
  }

  /** What is only shown to people is left out where it cannot be kept. */
  #details(asks: {
    readonly show: unknown
    readonly assignees: ReadonlyArray<string>
    readonly form: unknown
  }): Payload {
    const { format } = this.#recording.parts
    try {
      return format.encode(asks, () => "task")
    } catch {
      return format.encode({ ...asks, show: undefined }, () => "task")
    }
  }

  #until(dueMs: number): Effect.Effect<void> {
    const { parts, timers } = this.#recording
    return parts.occupation.waiting(timers.until(dueMs))
  }
}
