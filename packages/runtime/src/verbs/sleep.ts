import type { DurationInput } from "@millrace/plan"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { observeStep } from "../events/observe-step.ts"
import { policyMillis } from "../policies/policy-millis.ts"
import { stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

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
export function sleep(at: Position, name: string, time: DurationInput | Date): AnyEffect {
  const { observer, recorder } = at.execution
  if (observer === undefined && recorder === undefined) return wait(time)
  return Effect.suspend(() => {
    const path = stepPath(at, name)
    const waited = (): AnyEffect =>
      recorder === undefined ? wait(time) : recorder.sleep(path, (nowMs) => dueMs(time, nowMs))
    if (observer === undefined || recorder?.isEnded(path) === true) return waited()
    const observed = (): AnyEffect => {
      if (recorder?.isBegun(path) !== true) observer.emit(path, { type: "step.waiting", attempt: 1 })
      return waited()
    }
    return observeStep(observed, { attempt: 1 }, { observer, path })
  })
}

function wait(time: DurationInput | Date): Effect.Effect<void> {
  return Effect.flatMap(Clock.currentTimeMillis, (nowMs) => {
    const millis = dueMs(time, nowMs) - nowMs
    return millis > 0 ? Effect.sleep(millis) : Effect.void
  })
}

function dueMs(time: DurationInput | Date, nowMs: number): number {
  return time instanceof Date ? dateMillis(time) : nowMs + waitMillis(time)
}

/** A number is milliseconds, whichever side of zero it is on. */
function waitMillis(time: DurationInput): number {
  return typeof time === "number" && time < 0 ? 0 : policyMillis(time)
}

function dateMillis(date: Date): number {
  const millis = date.getTime()
  return Number.isNaN(millis) ? policyMillis(millis) : millis
}
