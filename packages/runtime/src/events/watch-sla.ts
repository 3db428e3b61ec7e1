import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { durationSince } from "./observer.ts"
import type { Observer } from "./observer.ts"

/** An execution that should not take longer than it promises. */
export interface SlaWatch {
  readonly observer: Observer
  readonly startedMs: number
  readonly slaMs: number
}

/**
 * Runs an execution and tells once when it has taken longer than its SLA: in that moment, or, where the event loop was
 * held until then, before its end is told.
 */
export function watchSla<Value, Failure, Requirements>(
  execution: Effect.Effect<Value, Failure, Requirements>,
  { observer, startedMs, slaMs }: SlaWatch,
): Effect.Effect<Value, Failure, Requirements> {
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
