import * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import * as Exit from "effect/Exit"
import { PromiseWait } from "../attempts/promise-wait.ts"
import { settled } from "./settled.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Goes on with a block that has been given a value, as far as it comes: to its end, or to the next wait. */
type Proceed = (value: unknown) => AnyEffect

/** Is given what came of a region: an exit, or an Effect that somebody has to run from here on. */
type Resume = (end: AnyEffect) => void

/** What has to be done when an execution has ended. */
export interface Ending {
  /** Whether there is anything to do. */
  readonly isNeeded: () => boolean
  readonly run: (exit: Exit.Exit<unknown, unknown>) => Effect.Effect<void, never, unknown>
}

/** Where the region that is at work now stands: one that is over puts the one that took its place here. */
interface Place {
  region: NativeRegion
}

/**
 * A block that has come to a promise, as an Effect that waits natively for one promise after the other, as an async
 * function does.
 *
 * **Details**
 *
 * A block that comes to such an Effect can go on inside of it (`thenNatively`), and an execution that comes to one can be
 * run without a fiber (`attach`), as long as nothing but promises is waited for.
 */
export class NativeWait extends Effectable.Class<unknown, unknown, unknown> {
  readonly region: NativeRegion
  /** The end of the execution whose body it is. */
  ending: Ending | undefined

  constructor(region: NativeRegion) {
    super()
    this.region = region
  }

  asEffect(): AnyEffect {
    const ran: AnyEffect = Effect.callback((resume) => this.attach(resume))
    return this.ending === undefined ? ran : Effect.onExit(ran, this.ending.run)
  }

  /** Goes on from now on, and gives what interrupts it. It can be attached once. */
  attach(resume: Resume): Effect.Effect<void> {
    const place: Place = { region: this.region }
    this.region.attach(resume, place)
    return Effect.suspend(() => place.region.interrupt())
  }
}

/** Waits for a promise, or for a block that does, and goes on with its value. */
export function thenNatively(source: NativeWait | PromiseWait, proceed: Proceed): NativeWait {
  return new NativeWait(new NativeRegion(source instanceof PromiseWait ? source : source.region, proceed))
}

/** Goes on with the value of any Effect: natively where it waits natively. */
export function thenProceed<Value, Failure, Requirements, Next, NextFailure, NextRequirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
  proceed: (value: Value) => Effect.Effect<Next, NextFailure, NextRequirements>,
): Effect.Effect<Next, Failure | NextFailure, Requirements | NextRequirements>
export function thenProceed(effect: AnyEffect, proceed: Proceed): AnyEffect {
  return effect instanceof NativeWait || effect instanceof PromiseWait
    ? thenNatively(effect, proceed)
    : Effect.flatMap(effect, (value) => goOn(value, proceed))
}

/** Where a block comes to a promise again, it goes on behind that too. */
function goOn(value: unknown, proceed: Proceed): AnyEffect {
  const next = proceed(value)
  return next instanceof PromiseWait ? thenNatively(next, proceed) : next
}

/**
 * Owns a block from its first promise to where it ends or waits for something else:
 * 1. each promise is listened to in the moment in which the block comes to it, so that no rejection is unhandled;
 * 2. until the region is attached only the first promise is waited for: nothing of the block goes on behind the back of
 *    an execution that is over;
 * 3. an interruption ends the attempt that is waited for, and the block never goes on; one that comes out of the block
 *    itself (an activity cancels its own execution) is heard when the block has come to its next wait;
 * 4. the attempt that nobody is attached to yet stands in `unattended`;
 * 5. what was given over to an Effect, or to another region, is not ended a second time from here.
 */
class NativeRegion {
  readonly #proceed: Proceed
  #source: NativeRegion | PromiseWait
  #sourcePlace: Place | undefined
  /** What came of a promise before anybody was attached. */
  #early: AnyEffect | undefined
  #resume: Resume | undefined
  #place: Place | undefined
  #isInterrupted = false
  #isProceeding = false
  #isOver = false
  /** Tells an interruption that came while the block went on that it has come to a wait. */
  #onProceeded: (() => void) | undefined

  constructor(source: NativeRegion | PromiseWait, proceed: Proceed) {
    this.#source = source
    this.#proceed = proceed
    if (!(source instanceof PromiseWait)) return
    const { attempt } = source
    attempt.at.execution.unattended.add(attempt)
    source.listen(this.#fulfilled, this.#rejected)
  }

  attach(resume: Resume, place: Place): void {
    this.#resume = resume
    this.#place = place
    place.region = this
    if (this.#source instanceof PromiseWait) {
      const { attempt } = this.#source
      attempt.at.execution.unattended.delete(attempt)
      if (this.#early !== undefined) this.#ended(this.#early)
      return
    }
    this.#sourcePlace = { region: this.#source }
    this.#source.attach(this.#inner, this.#sourcePlace)
  }

  interrupt(): Effect.Effect<void> {
    if (this.#isOver) return Effect.void
    this.#isInterrupted = true
    return this.#isProceeding ? this.#proceeded() : this.#endSource()
  }

  #endSource(): Effect.Effect<void> {
    if (this.#source instanceof PromiseWait) return this.#source.attempt.end()
    return this.#sourcePlace?.region.interrupt() ?? Effect.void
  }

  #proceeded(): Effect.Effect<void> {
    return Effect.callback((resume) => {
      this.#onProceeded = () => resume(Effect.suspend(() => this.#endSource()))
    })
  }

  readonly #fulfilled = (value: unknown): void => {
    if (this.#source instanceof PromiseWait) this.#settled(this.#source.fulfilled(value))
  }

  readonly #rejected = (reason: unknown): void => {
    if (this.#source instanceof PromiseWait) this.#settled(this.#source.rejected(reason))
  }

  #settled(result: AnyEffect): void {
    if (this.#resume !== undefined) return this.#ended(result)
    if (!(this.#source instanceof PromiseWait)) return
    const { attempt } = this.#source
    attempt.at.execution.unattended.delete(attempt)
    this.#early = result
  }

  readonly #inner = (end: AnyEffect): void => this.#ended(end)

  #ended(result: AnyEffect): void {
    if (this.#isInterrupted) return
    const exit = settled(result)
    if (exit === undefined) return this.#giveOver(thenProceed(result, this.#proceed))
    if (exit._tag === "Failure") return this.#giveOver(exit)
    this.#isProceeding = true
    const next = this.#next(exit.value)
    this.#isProceeding = false
    if (next instanceof PromiseWait) {
      this.#source = next
      next.listen(this.#fulfilled, this.#rejected)
    } else if (!this.#isInterrupted) this.#giveOver(next)
    this.#onProceeded?.()
  }

  /** What a block throws is a defect. */
  #next(value: unknown): AnyEffect {
    try {
      return this.#proceed(value)
    } catch (thrown) {
      return Exit.die(thrown)
    }
  }

  #giveOver(next: AnyEffect): void {
    this.#isOver = true
    if (this.#resume === undefined || this.#place === undefined) return
    if (next instanceof NativeWait && next.ending === undefined) next.region.attach(this.#resume, this.#place)
    else this.#resume(next)
  }
}
