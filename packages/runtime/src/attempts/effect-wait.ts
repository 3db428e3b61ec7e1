import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import type { Attempt } from "./attempt.ts"
import { AttemptWait } from "./attempt-wait.ts"
import { causeOutcome } from "./outcome.ts"
import { output } from "./output.ts"
import type { CompiledActivity } from "./run-attempt.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * The wait for the Effect that an activity returned.
 *
 * **Details**
 *
 * Whoever drives it runs `effect` as it is, and asks for what the attempt came to afterwards: that costs nothing as long
 * as the Effect succeeds. For anybody else `attend` puts the same around the Effect.
 */
export class EffectWait extends AttemptWait {
  /** What the activity returned. */
  readonly effect: AnyEffect

  constructor(effect: AnyEffect, attempt: Attempt, called: CompiledActivity) {
    super(attempt, called)
    this.effect = effect
  }

  /** Whether the value of the Effect is the step's as it is. */
  get isPlain(): boolean {
    return this.called.checkOutput === undefined
  }

  /** What the attempt came to, with this value of the Effect. */
  fulfilled(value: unknown): Effect.Effect<unknown, unknown> {
    return output(this.called, this.attempt, value)
  }

  /** What the attempt came to, with this failure of the Effect; the signal of an interrupted attempt aborts. */
  failed(cause: Cause.Cause<unknown>): Exit.Exit<never, unknown> {
    if (Cause.hasInterrupts(cause)) this.attempt.abort()
    return causeOutcome(this.called.activity, this.attempt, cause)
  }

  /** What its activity does ends with the fiber that does it. */
  end(): Effect.Effect<void> {
    this.attempt.abort()
    return Effect.void
  }

  attend(): AnyEffect {
    const { attempt, called } = this
    const outcome = Effect.catchCause(this.effect, (cause) => causeOutcome(called.activity, attempt, cause))
    const ended = Effect.onExitIf(outcome, wasInterrupted, () => Effect.sync(() => attempt.abort()))
    if (attempt.succeeded !== undefined) {
      // No interruption comes between the success and whoever is told of it.
      return Effect.uninterruptibleMask((restore) => Effect.flatMap(restore(ended), (value) => this.fulfilled(value)))
    }
    return this.isPlain ? ended : Effect.flatMap(ended, (value) => this.fulfilled(value))
  }
}

function wasInterrupted(exit: Exit.Exit<unknown, unknown>): boolean {
  return exit._tag === "Failure" && Cause.hasInterrupts(exit.cause)
}
