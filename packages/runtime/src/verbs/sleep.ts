import type { DurationInput } from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { observeStep } from "../events/observe-step.ts"
import { policyMillis } from "../policies/policy-millis.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

/**
 * Waits for a duration, or until a date.
 *
 * **Details**
 *
 * A date in the past, or a duration that is not positive, does not wait. A text or number that is no duration is a
 * defect.
 *
 * **Example**
 *
 * ```ts
 * yield* sleep(at, "short", 300_000)
 * ```
 *
 * @since 0.1.0
 */
export function sleep(at: Position, name: string, time: DurationInput | Date): Effect.Effect<undefined>
export function sleep(
  at: Position,
  name: string,
  time: DurationInput | Date,
): Effect.Effect<unknown, unknown, unknown> {
  const { observer } = at.execution
  if (observer === undefined) return wait(time)
  const path = stepPath(at, name)
  const observed = (): Effect.Effect<unknown> => {
    observer.emit(path, { type: "step.waiting", attempt: 1 })
    return wait(time)
  }
  return Effect.suspend(() => observeStep(observed, { attempt: 1 }, { observer, path }))
}

function wait(time: DurationInput | Date): Effect.Effect<void> {
  return Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const millis = time instanceof Date ? dateMillis(time) - now : waitMillis(time)
    return millis > 0 ? Effect.sleep(millis) : Effect.void
  })
}

/** A number is milliseconds, whichever side of zero it is on. */
function waitMillis(time: DurationInput): number {
  return typeof time === "number" && time < 0 ? 0 : policyMillis(time)
}

function dateMillis(date: Date): number {
  const millis = date.getTime()
  return Number.isNaN(millis) ? policyMillis(millis) : millis
}
