import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { Frame } from "../../runner/frame.ts"
import type { Recorded, Recording } from "./recording.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Records how work ends that would be lost with its process.
 *
 * **Details**
 *
 * As long as it waits for promises it needs no fiber. An interruption has ended when what was interrupted has tidied up,
 * which takes its time.
 */
export class RecordedWork implements Frame {
  readonly #recording: Recording
  readonly #recorded: Recorded

  constructor(recording: Recording, recorded: Recorded) {
    this.#recording = recording
    this.#recorded = recorded
    recording.parts.occupation.begin()
  }

  succeeded(value: unknown): AnyEffect {
    this.#ended()
    return this.#recording.completed(this.#recorded, value)
  }

  failed({ cause }: Exit.Failure<unknown, unknown>): AnyEffect {
    this.#ended()
    if (Cause.hasInterruptsOnly(cause)) this.#recording.interrupted(this.#recorded)
    return this.#recording.failed(this.#recorded, cause)
  }

  interrupted(): Effect.Effect<void> {
    this.#ended()
    this.#recording.interrupted(this.#recorded)
    return Effect.void
  }

  /** From here on a fiber does it. */
  around(work: AnyEffect): AnyEffect {
    this.#ended()
    return this.#recording.endedInFiber(this.#recorded, this.#recording.parts.occupation.working(work))
  }

  #ended(): void {
    this.#recording.parts.occupation.end()
  }
}
