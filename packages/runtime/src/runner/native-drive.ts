import * as Effect from "effect/Effect"
import { PromiseWait } from "../attempts/promise-wait.ts"
import type { BlockWait } from "./block-wait.ts"
import { Pause, nativeSource } from "./pause.ts"
import type { Position } from "./position.ts"
import type { Unattended } from "./execution.ts"
import type { Resume } from "./pause.ts"
import { settled } from "./settled.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Runs a block without a fiber, as an async function is run, as long as it waits for nothing but promises.
 *
 * Owns a block from its first promise to where it ends or waits for something else:
 * 1. each promise is listened to in the moment in which the block comes to it, so that no rejection is unhandled;
 * 2. until it is attached only the first promise is waited for: nothing of the block goes on behind the back of an
 *    execution that is over;
 * 3. an interruption ends the attempt that is waited for, and the block never goes on; one that comes out of the block
 *    itself (an activity cancels its own execution) is heard when the block has come to its next wait;
 * 4. behind an interruption, what handles failures in the block has its turn, the innermost first;
 * 5. as long as nobody is attached it stands in `unattended`.
 */
export class NativeDrive implements Unattended {
  readonly #block: BlockWait
  /** What came of a promise before anybody was attached. */
  #early: AnyEffect | undefined
  #resume: Resume | undefined
  /** Whether the first promise has been listened to before anybody was attached. */
  #isListening = false
  #isInterrupted = false
  #isProceeding = false
  #isOver = false
  /** Tells an interruption that came while the block went on that it has come to a wait. */
  #onProceeded: (() => void) | undefined

  constructor(block: BlockWait) {
    this.#block = block
  }

  /** Where it stands. */
  get at(): Position {
    return this.#block.at
  }

  /** Listens to the first promise before anybody is attached, and stands in `unattended` as long as nobody is. */
  listen(): void {
    if (this.#isListening) return
    this.at.execution.unattended.add(this)
    this.listenFor()
  }

  /** The same for somebody who stands there. */
  listenFor(): void {
    if (this.#isListening) return
    this.#isListening = true
    const { wait } = this.#block
    if (wait instanceof PromiseWait) wait.listen(this.#fulfilled, this.#rejected)
    else nativeSource(wait)?.listen()
  }

  /** Goes on from now on. It can be attached once. */
  attach(resume: Resume): void {
    this.#resume = resume
    const { wait } = this.#block
    if (this.#isListening) this.at.execution.unattended.delete(this)
    if (!(wait instanceof PromiseWait)) this.#attachSource()
    else if (!this.#isListening) wait.listen(this.#fulfilled, this.#rejected)
    else if (this.#early !== undefined) this.#ended(this.#early)
  }

  /** Ends what is waited for; what was given over is not ended a second time. */
  interrupt(): Effect.Effect<void> {
    if (this.#isOver || this.#isInterrupted) return Effect.void
    this.#isInterrupted = true
    if (this.#resume === undefined) this.at.execution.unattended.delete(this)
    if (!this.#isProceeding) return this.#endWait()
    return Effect.callback((resume) => {
      this.#onProceeded = () => resume(Effect.suspend(() => this.#endWait()))
    })
  }

  end(): Effect.Effect<void> {
    return this.interrupt()
  }

  #endWait(): Effect.Effect<void> {
    const { wait, rest } = this.#block
    const ended = wait instanceof Pause ? (nativeSource(wait)?.interrupt() ?? Effect.void) : wait.end()
    return rest.reduceRight((effect, each) => {
      if (typeof each === "function" || each.interrupted === undefined) return effect
      // What undoes a step needs the services that the workflow was given, and those are around whoever interrupts.
      const interrupted = Effect.suspend(() => each.interrupted?.() ?? Effect.void) as Effect.Effect<void>
      return Effect.ensuring(effect, interrupted)
    }, ended)
  }

  readonly #fulfilled = (value: unknown): void => {
    const { wait } = this.#block
    if (wait instanceof PromiseWait) this.#settled(wait.fulfilled(value))
  }

  readonly #rejected = (reason: unknown): void => {
    const { wait } = this.#block
    if (wait instanceof PromiseWait) this.#settled(wait.rejected(reason))
  }

  #settled(result: AnyEffect): void {
    if (this.#resume !== undefined) return this.#ended(result)
    if (!this.#block.hasFrames) this.at.execution.unattended.delete(this)
    this.#early = result
  }

  #ended(result: AnyEffect): void {
    if (this.#isInterrupted) return
    const exit = settled(result)
    if (exit === undefined) {
      this.#block.wait = new Pause(result)
      return this.#giveOver(this.#block)
    }
    this.#isProceeding = true
    const end = exit._tag === "Success" ? this.#block.goOn(exit.value) : this.#block.fail(exit)
    this.#isProceeding = false
    if (end === undefined) this.#waitAgain()
    else if (!this.#isInterrupted) this.#giveOver(end)
    this.#onProceeded?.()
  }

  #waitAgain(): void {
    const { wait } = this.#block
    if (wait instanceof PromiseWait) wait.listen(this.#fulfilled, this.#rejected)
    else if (this.#isInterrupted) return
    else if (this.#block.isNative) this.#attachSource()
    else this.#giveOver(this.#block)
  }

  #attachSource(): void {
    nativeSource(this.#block.wait)?.attach((end) => this.#ended(end))
  }

  #giveOver(end: AnyEffect): void {
    this.#isOver = true
    this.#resume?.(end)
  }
}
