import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Change } from "../../journal/change.ts"
import type { Payload } from "../../journal/entry.ts"
import { inCharge } from "../../runner/block-wait.ts"
import { isExit } from "../../runner/ready.ts"
import type { Wait } from "../../journal/wait.ts"
import type { Arrival, EarlyWait, KeptWait, OutsideWait } from "../../runner/recorder.ts"
import { newNonce } from "../../webhooks/token.ts"
import { begunMs } from "./counting-entries.ts"
import { taskMessageId } from "../engine/task-tokens.ts"
import { formJson } from "../values/form-json.ts"
import type { Recording } from "./recording.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** A kept wait as its entry says it. */
interface Opened {
  readonly nonce: string
  readonly due?: string
}

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
  /** The paths of waits that others see. */
  readonly #registered = new Set<string>()

  constructor(recording: Recording) {
    this.#recording = recording
  }

  sleep(path: string, dueMs: (nowMs: number) => number): AnyEffect {
    const recording = this.#recording
    return recording.once(recording.plain(path, "sleep", "timer.fired"), () =>
      Effect.flatMap(recording.due(path, dueMs), (due) => Effect.as(this.#until(due), undefined)),
    )
  }

  /** Ends an effect when a time since the start of the execution, or its last retry, has passed. */
  limit(effect: AnyEffect, limitMs: number, failure: () => unknown): AnyEffect {
    if (isExit(effect)) return effect
    const recording = this.#recording
    const { execution, entries } = recording.parts.history
    const fromMs = begunMs(entries, execution.startedMs)
    const recorded = recording.plain("", "timeout", "timed-out")
    const outcome = recording.replay.outcome("")
    const begun = inCharge(effect)
    const failed = (passed: AnyEffect): AnyEffect => Effect.flatMap(passed, () => Exit.fail(failure()))
    if (outcome !== undefined) {
      // It has taken too long: what this life comes to sooner, for it has less to tidy up, is not what it came to.
      const ended = Effect.flatMap(Effect.exit(begun), () => Effect.never)
      return Effect.raceFirst(ended, failed(recording.again(outcome, recorded)))
    }
    const passed = Effect.flatMap(recording.timers.until(fromMs + limitMs), () =>
      Effect.flatMap(recording.replay.over(""), () => recording.completed(recorded, undefined)),
    )
    return Effect.raceFirst(begun, failed(passed))
  }

  /**
   * Registers a wait before it begins: what others are told of it is on the disk before that. It is taken back when it does
   * not come to its end.
   */
  register(wait: EarlyWait, use: (kept: KeptWait) => AnyEffect): AnyEffect {
    const { path, kind } = wait
    const said = this.#recording.said(path, "opened")
    // Only `#newlyKept` writes it.
    const kept = said === undefined ? this.#newlyKept(wait) : Effect.succeed(this.#keptBefore(wait, said as Opened))
    return Effect.onExit(Effect.flatMap(kept, use), () => Effect.sync(() => this.#takeBack({ path, kind })))
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
    const over = this.#over(wait)
    return Effect.matchCauseEffect(this.#arrival(wait), {
      onFailure: (cause) => {
        this.#close(wait)
        return recording.failed(recorded, cause, [over])
      },
      onSuccess: (came): Effect.Effect<Arrival, unknown> => {
        this.#close(wait)
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
  #arrival(wait: OutsideWait): Effect.Effect<Arrival, unknown, unknown> {
    const recording = this.#recording
    const { path, kind, deadlineMs, arrival, isLasting, kept } = wait
    const { history, underway } = recording.parts
    const late = underway.arrived({ execution: history.execution.id, kind, path })
    const due =
      kept !== undefined || deadlineMs === undefined
        ? Effect.succeed(kept?.dueMs)
        : recording.due(path, (nowMs) => nowMs + deadlineMs)
    const arrived = Effect.flatMap(due, (dueMs) => {
      this.#open(wait, dueMs)
      const { occupation } = recording.parts
      const came =
        dueMs === undefined
          ? arrival(undefined, late)
          : recording.timers.by(dueMs, arrival(Math.max(0, dueMs - recording.nowMs()), late))
      return isLasting ? occupation.waiting(came) : occupation.working(came)
    })
    return Effect.onExit(
      Effect.flatMap(recording.begin(path), () => arrived),
      (exit) =>
        Effect.sync(() => {
          if (exit._tag === "Failure" && Cause.hasInterrupts(exit.cause)) this.#takeBack({ path, kind })
        }),
    )
  }

  /** Keeps a wait that begins later, and ends when it is on the disk. */
  #newlyKept({ path, kind, deadlineMs }: EarlyWait): Effect.Effect<KeptWait> {
    const recording = this.#recording
    return Effect.flatMap(recording.replay.over(path), () => {
      const openedMs = recording.nowMs()
      const dueMs = deadlineMs === undefined ? undefined : Math.ceil(openedMs + deadlineMs)
      const kept: KeptWait = { nonce: newNonce(), dueMs }
      const opened: Opened = {
        nonce: kept.nonce,
        ...(dueMs === undefined ? {} : { due: new Date(dueMs).toISOString() }),
      }
      this.#registered.add(path)
      const registered = this.#registration({ path, kind, dueMs, details: undefined, openedMs })
      return Effect.as(recording.onDisk(recording.fact(path, "opened", opened), [registered]), kept)
    })
  }

  /** Gives what an earlier life has kept. */
  #keptBefore({ path, kind }: EarlyWait, { nonce, due }: Opened): KeptWait {
    if (this.#isThere({ path, kind })) this.#registered.add(path)
    return { nonce, dueMs: due === undefined ? undefined : Date.parse(due) }
  }

  /** Registers a wait for others to see, unless that was done: one of an earlier life is as old as it was. */
  #open(wait: OutsideWait, dueMs: number | undefined): void {
    const { path, kind } = wait
    if (this.#registered.has(path)) return
    this.#registered.add(path)
    if (this.#isThere(wait)) return
    const opened = { path, kind, dueMs, details: this.#details(wait), openedMs: this.#recording.nowMs() }
    this.#recording.change([this.#registration(opened)])
  }

  #isThere({ path, kind }: Pick<Wait, "path" | "kind">): boolean {
    return this.#recording.parts.history.waits.some((wait) => wait.path === path && wait.kind === kind)
  }

  #registration(wait: Wait): Change {
    return { kind: "wait", execution: this.#recording.parts.history.execution.id, wait }
  }

  #over({ path, kind }: Pick<Wait, "path" | "kind">): Change {
    return { kind: "wait-end", execution: this.#recording.parts.history.execution.id, path, wait: kind }
  }

  /** Nobody waits any more, though nothing has come. What an earlier life has registered may be over before this one would. */
  #takeBack(wait: Pick<Wait, "path" | "kind">): void {
    const recording = this.#recording
    // Code that turns out to be another one takes nothing back. Whoever is told that it is over finds it closed.
    recording.replay.whenOver(() => {
      const isRegistered = this.#close(wait) || this.#isThere(wait)
      if (isRegistered && !recording.isSuspended) recording.change([this.#over(wait)])
    })
  }

  /** Whoever has an answer is told that nobody waits for it any more. Says whether the wait was registered. */
  #close({ path, kind }: Pick<Wait, "path" | "kind">): boolean {
    const { history, family } = this.#recording.parts
    if (kind === "human") family.inbox.questionOver({ execution: history.execution.id, path })
    return this.#registered.delete(path)
  }

  /** What is only shown to people is left out where it cannot be kept. */
  #details({ asks: given }: OutsideWait): Payload {
    if (given === undefined) return undefined
    const { format } = this.#recording.parts
    const asks = { ...given, form: formJson(given.form) }
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
