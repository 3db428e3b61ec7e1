import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { AttemptWait } from "../attempts/attempt-wait.ts"
import { EffectWait } from "../attempts/effect-wait.ts"
import { PromiseWait } from "../attempts/promise-wait.ts"
import type { BlockWait } from "./block-wait.ts"
import { NativeDrive } from "./native-drive.ts"
import { Pause } from "./pause.ts"
import { settled } from "./settled.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Runs a block in a fiber, from the first Effect that it waits for to its end.
 *
 * **Details**
 *
 * It is the iterator that `Effect.gen` drives, and each of the iterator's results: a step costs what its Effect does. What
 * an attempt came to is asked for when the whole has ended, for a block never goes on behind a failure. From a promise on
 * it lets the block run natively, until that comes to an Effect again.
 */
export class FiberDrive {
  readonly #block: BlockWait
  #hasBegun = false
  /** Whether the block runs natively. */
  #isNative = false
  /** Whether the block has ended, and what it ends with is run. */
  #isLast = false
  done = false
  value: unknown

  constructor(block: BlockWait) {
    this.#block = block
    block.isInFiber = true
    this.value = undefined
  }

  [Symbol.iterator](): this {
    return this
  }

  next(sent: unknown): this {
    if (this.#isLast) return this.#end(sent)
    if (!this.#hasBegun) {
      this.#hasBegun = true
      this.#wait()
    } else if (this.#isNative) this.#afterNative(sent)
    else this.#goOn(sent)
    return this
  }

  /** The block as an Effect for whoever asks for the outcome of its exit (`ended`) afterwards. */
  raw(): AnyEffect {
    // It has the methods that are called of a generator.
    return Effect.gen(() => this as unknown as Generator<AnyEffect, unknown, never>)
  }

  /** What the exit of `raw` comes to: the defects of an activity are its own, and the signal of what was interrupted aborts. */
  ended(exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> {
    return exit._tag === "Success" ? exit : this.#failed(exit.cause)
  }

  /** The block as an Effect like others. */
  effect(): AnyEffect {
    const outcome = Effect.catchCause(this.raw(), (cause) => this.#failed(cause))
    return Effect.onExitIf(outcome, wasInterrupted, () =>
      Effect.sync(() => {
        const { wait } = this.#block
        if (!this.#isLast && wait instanceof AttemptWait) wait.attempt.abort()
      }),
    )
  }

  #failed(cause: Cause.Cause<unknown>): Exit.Exit<never, unknown> {
    const { wait } = this.#block
    return !this.#isLast && wait instanceof EffectWait ? wait.failed(cause) : Exit.failCause(cause)
  }

  #goOn(sent: unknown): void {
    const { wait } = this.#block
    if (wait instanceof EffectWait && !wait.isPlain) return this.#validate(wait.fulfilled(sent))
    this.#proceed(sent)
  }

  #validate(output: AnyEffect): void {
    const exit = settled(output)
    if (exit?._tag === "Success") return this.#proceed(exit.value)
    this.#block.wait = new Pause(output)
    this.value = output
  }

  #proceed(value: unknown): void {
    const end = this.#block.goOn(value)
    if (end === undefined) this.#wait()
    else this.#endWith(end)
  }

  #wait(): void {
    const { wait } = this.#block
    if (!(wait instanceof PromiseWait)) {
      this.value = wait instanceof EffectWait ? wait.effect : wait instanceof Pause ? wait.effect : wait.attend()
      return
    }
    this.#isNative = true
    const drive = new NativeDrive(this.#block)
    drive.listen()
    this.value = Effect.callback<AnyEffect>((resume) => {
      drive.attach((end) => resume(Exit.succeed(end)))
      return Effect.suspend(() => drive.interrupt())
    })
  }

  /** The native part gives the block's end, or the block itself where it waits for something else. */
  #afterNative(end: unknown): void {
    this.#isNative = false
    if (end === this.#block) this.#wait()
    // What the native part was given to resume with is an Effect.
    else this.#endWith(end as AnyEffect)
  }

  #endWith(end: AnyEffect): void {
    this.#isLast = true
    const exit = settled(end)
    if (exit?._tag === "Success") this.#end(exit.value)
    else this.value = end
  }

  #end(value: unknown): this {
    this.done = true
    this.value = value
    return this
  }
}

function wasInterrupted(exit: Exit.Exit<unknown, unknown>): boolean {
  return exit._tag === "Failure" && Cause.hasInterrupts(exit.cause)
}
