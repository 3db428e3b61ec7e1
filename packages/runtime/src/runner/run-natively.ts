import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { NativeWait } from "./native-region.ts"
import { isExit } from "./ready.ts"

type AnyExit = Exit.Exit<unknown, unknown>

/**
 * Runs an execution that waits for promises, without a fiber as long as it waits for nothing else.
 *
 * **Details**
 *
 * What it gives over to an Effect, and what ends it, is run by a fiber. When `abortSignal` aborts, it is interrupted.
 */
export function runNatively(wait: NativeWait, abortSignal: AbortSignal | undefined): Promise<AnyExit> {
  return new Promise((resolve) => {
    const { ending } = wait
    const fork = (effect: Effect.Effect<unknown, unknown, unknown>, options?: Effect.RunOptions): void => {
      const ended = ending === undefined ? effect : Effect.onExit(effect, ending.run)
      // The type of a runner with requirements has no method that leads here.
      Effect.runFork(ended as Effect.Effect<unknown, unknown>, options).addObserver(resolve)
    }
    let abort: (() => void) | undefined
    const interrupt = wait.attach((end) => {
      if (abort !== undefined) abortSignal?.removeEventListener("abort", abort)
      if (isExit(end) && ending?.isNeeded() !== true) resolve(end)
      else fork(end, abortSignal && { signal: abortSignal })
    })
    if (abortSignal === undefined) return
    abort = () => fork(Effect.uninterruptible(Effect.flatMap(interrupt, () => Exit.interrupt())))
    if (abortSignal.aborted) abort()
    else abortSignal.addEventListener("abort", abort, { once: true })
  })
}
