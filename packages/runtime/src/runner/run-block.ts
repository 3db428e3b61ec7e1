import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { withEnding } from "./block-wait.ts"
import type { BlockWait } from "./block-wait.ts"
import { FiberDrive } from "./fiber-drive.ts"
import { isExit } from "./ready.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>
type AnyExit = Exit.Exit<unknown, unknown>

/**
 * Runs an execution whose body waits: without a fiber as long as it waits for promises, else in one.
 *
 * **Details**
 *
 * What ends the execution is run by a fiber of its own. When `abortSignal` aborts, it is interrupted.
 */
export function runBlock(block: BlockWait, abortSignal: AbortSignal | undefined): AnyExit | Promise<AnyExit> {
  return block.isNative ? runNatively(block, abortSignal) : runInFiber(block, abortSignal)
}

function runNatively(block: BlockWait, abortSignal: AbortSignal | undefined): Promise<AnyExit> {
  return new Promise((resolve) => {
    const { ending } = block
    let abort: (() => void) | undefined
    const drive = block.native()
    block.ending = undefined
    drive.attach((end) => {
      if (abort !== undefined) abortSignal?.removeEventListener("abort", abort)
      if (isExit(end) && ending?.isLoose !== true) resolve(end)
      else fork(withEnding(end, ending), resolve, abortSignal)
    })
    if (abortSignal === undefined) return
    abort = () => {
      const interrupted = Effect.uninterruptible(Effect.flatMap(drive.interrupt(), () => Exit.interrupt()))
      fork(withEnding(interrupted, ending), resolve)
    }
    if (abortSignal.aborted) abort()
    else abortSignal.addEventListener("abort", abort, { once: true })
  })
}

function runInFiber(block: BlockWait, abortSignal: AbortSignal | undefined): AnyExit | Promise<AnyExit> {
  if (block.hasFrames) return new Promise((resolve) => fork(block, resolve, abortSignal))
  const { ending } = block
  const drive = new FiberDrive(block)
  const ended = (raw: AnyExit): AnyExit | Promise<AnyExit> => {
    const exit = drive.ended(raw)
    return ending?.isLoose === true ? new Promise((resolve) => fork(withEnding(exit, ending), resolve)) : exit
  }
  const fiber = runFork(drive.raw(), abortSignal)
  const exit = fiber.pollUnsafe()
  return exit === undefined ? new Promise((resolve) => fiber.addObserver((raw) => resolve(ended(raw)))) : ended(exit)
}

function fork(effect: AnyEffect, resolve: (exit: AnyExit) => void, abortSignal?: AbortSignal): void {
  runFork(effect, abortSignal).addObserver(resolve)
}

function runFork(effect: AnyEffect, abortSignal: AbortSignal | undefined): ReturnType<typeof Effect.runFork> {
  // The type of a runner with requirements has no method that leads here.
  return Effect.runFork(effect as Effect.Effect<unknown, unknown>, abortSignal && { signal: abortSignal })
}
