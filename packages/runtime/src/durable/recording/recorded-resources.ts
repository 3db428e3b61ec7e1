import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { messageOf } from "../../events/failure-facts.ts"
import type { Entry } from "../../journal/entry.ts"
import { decodeInterruption } from "./interruption.ts"
import { NotAcquired } from "../failures/not-acquired.ts"
import type { Recorded, Recording } from "./recording.ts"
import { nothing } from "../values/step-values.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * The resources of a recorded execution.
 *
 * **Details**
 *
 * A resource lives in a process, so every life acquires and releases its own. What is recorded is when that was done, so
 * that everything else happens before or after it as it did. Where one that was there cannot be acquired again, what follows
 * cannot be replayed: the life ends, and the execution waits for somebody to resume it.
 */
export class RecordedResources {
  readonly #recording: Recording

  constructor(recording: Recording) {
    this.#recording = recording
  }

  acquire(path: string, effect: AnyEffect): AnyEffect {
    const recording = this.#recording
    const { replay, parts } = recording
    const recorded = this.#recorded(path, "acquired")
    const outcome = replay.outcome(path)
    if (outcome === undefined) return recording.once(recorded, () => parts.occupation.working(effect))
    if (outcome.kind === "interrupted") {
      return Effect.onInterrupt(recording.again(outcome, recorded), () => this.#unwanted(outcome))
    }
    if (outcome.kind !== recorded.completed) return recording.again(outcome, recorded)
    return Effect.matchCauseEffect(parts.occupation.working(replay.moving(effect)), {
      onFailure: (cause) => this.#notAcquired(path, cause),
      onSuccess: (value) => Effect.as(recording.again(outcome, recorded), value),
    })
  }

  release(path: string, effect: AnyEffect): AnyEffect {
    const recording = this.#recording
    const recorded = this.#recorded(path, "released")
    const released = recording.parts.occupation.working(recording.replay.moving(effect))
    const outcome = recording.replay.outcome(path, "released")
    // The next life will release its own.
    const unlessSuspended = (live: () => AnyEffect): AnyEffect => (recording.isSuspended ? Effect.void : live())
    // How it went when it mattered is what was recorded. What was not is behind all that was.
    const ended = (live: () => AnyEffect): AnyEffect =>
      unlessSuspended(() =>
        outcome === undefined
          ? Effect.flatMap(recording.replay.last(), () => unlessSuspended(live))
          : recording.again(outcome, recorded),
      )
    return Effect.matchCauseEffect(released, {
      onFailure: (cause) => ended(() => recording.failed(recorded, cause)),
      onSuccess: () => ended(() => recording.completed(recorded, undefined)),
    })
  }

  #recorded(path: string, completed: "acquired" | "released"): Recorded {
    return {
      ...this.#recording.plain(path, "use", completed),
      failed: completed === "acquired" ? "acquire.failed" : "release.failed",
      // The resource itself is not kept.
      codec: nothing,
    }
  }

  /** What came when nobody wanted it any more does not come again; that it was released took its time. */
  #unwanted(interruption: Entry): Effect.Effect<void> {
    const { replay, parts } = this.#recording
    const released = replay.outcome(interruption.path, "released")
    if (released !== undefined) return replay.turnOf(released)
    // Nothing had come that could be released.
    return decodeInterruption(interruption, parts.format).isUnbegun ? Effect.void : replay.last()
  }

  #notAcquired(path: string, cause: Cause.Cause<unknown>): AnyEffect {
    if (!Cause.hasInterrupts(cause)) {
      const failure = new NotAcquired({ path, problem: messageOf(Cause.squash(cause)) })
      this.#recording.suspend({ kind: "unacquired", failure })
    }
    return Exit.failCause(cause)
  }
}
