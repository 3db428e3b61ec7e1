import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { durationSince } from "./observer.ts"
import type { Observer } from "./observer.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** How long an execution should take; one that takes longer tells so while it runs. */
export type Warning = (execution: AnyEffect, observer: Observer, startedMs: number) => AnyEffect

/**
 * Says how long an execution should take, in milliseconds.
 *
 * **Details**
 *
 * Whoever watches is told once when it has taken longer: in that moment, or, where the event loop was held until then,
 * before its end is told.
 *
 * @since 0.1.0
 */
export function warnAfter(slaMs: number): Warning {
  return (execution, observer, startedMs) => {
    let isTold = false
    const tell = (): void => {
      if (isTold) return
      isTold = true
      observer.emit("", { type: "sla.breached", slaMs })
    }
    const timer = Effect.flatMap(Effect.sleep(slaMs), () => Effect.sync(tell))
    return Effect.flatMap(Effect.forkChild(timer, { startImmediately: true }), (waiting) =>
      Effect.onExit(execution, () => {
        if (durationSince(observer, startedMs) > slaMs) tell()
        return Fiber.interrupt(waiting)
      }),
    )
  }
}
