import * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import * as Exit from "effect/Exit"
import { AttemptWait } from "../attempts/attempt-wait.ts"
import { PromiseWait } from "../attempts/promise-wait.ts"
import { FiberDrive } from "./fiber-drive.ts"
import { NativeDrive } from "./native-drive.ts"
import { Pause, nativeSource } from "./pause.ts"
import type { Proceed } from "./pause.ts"
import { ready } from "./ready.ts"
import { settled } from "./settled.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** What has to be done when an execution has ended. */
export interface Ending {
  /** Whether there is anything to do. */
  readonly isNeeded: () => boolean
  readonly run: (exit: Exit.Exit<unknown, unknown>) => Effect.Effect<void, never, unknown>
}

/**
 * A block that has begun and now waits, with what it will go on with.
 *
 * **Details**
 *
 * A block inside a block is no wait of its own: the outer one takes over what the inner one waits for, and what goes on
 * behind it. As long as only promises are waited for no fiber is needed (`NativeDrive`); from the first Effect on one runs
 * all of it, without an Effect around each step (`FiberDrive`).
 *
 * **Gotchas**
 *
 * Whoever is given one goes on with it in the same moment (`thenProceed`) or takes charge of it (`inCharge`): nobody listens
 * to a promise before. It can be run once.
 */
export class BlockWait extends Effectable.Class<unknown, unknown, unknown> {
  wait: AttemptWait | Pause
  /** What goes on, the outermost block first. */
  readonly rest: Array<Proceed>
  /** The end of the execution whose body it is. */
  ending: Ending | undefined
  #drive: NativeDrive | undefined

  constructor(wait: AttemptWait | Pause, proceed: Proceed) {
    super()
    this.wait = wait
    this.rest = [proceed]
    this.ending = undefined
    this.#drive = undefined
  }

  /** Whether another block can go on with it. */
  get isFree(): boolean {
    return this.#drive === undefined && this.ending === undefined
  }

  /** Whether what it waits for now needs no fiber. */
  get isNative(): boolean {
    return this.wait instanceof PromiseWait || nativeSource(this.wait) !== undefined
  }

  /** Listens from now on to the promise that it waits for. */
  listen(): this {
    if (this.isNative) this.native()
    return this
  }

  /** What runs it without a fiber. */
  native(): NativeDrive {
    return (this.#drive ??= new NativeDrive(this))
  }

  /** Waits for what another block waits for, and goes on with that first. */
  takeOver(inner: BlockWait): void {
    this.wait = inner.wait
    this.rest.push(...inner.rest)
  }

  /** Goes on with the value that it has waited for. Gives its end, or `undefined` when it waits again. */
  goOn(value: unknown): AnyEffect | undefined {
    let result = this.#proceed(value)
    for (;;) {
      if (result instanceof AttemptWait) {
        this.wait = result
        return undefined
      }
      if (result instanceof Pause) return this.#waitFor(result.effect, result)
      const exit = settled(result)
      if (exit?._tag === "Failure") return exit
      this.rest.pop()
      if (exit === undefined) {
        return this.rest.length > 0 || isFree(result) ? this.#waitFor(result, undefined) : result
      }
      if (this.rest.length === 0) return exit
      result = this.#proceed(exit.value)
    }
  }

  asEffect(): AnyEffect {
    const ran: AnyEffect = this.isNative
      ? Effect.callback((resume) => {
          const drive = this.native()
          drive.attach(resume)
          return Effect.suspend(() => drive.interrupt())
        })
      : new FiberDrive(this).effect()
    return this.ending === undefined ? ran : Effect.onExit(ran, this.ending.run)
  }

  #waitFor(effect: AnyEffect, pause: Pause | undefined): undefined {
    if (isFree(effect)) this.takeOver(effect)
    else this.wait = effect instanceof AttemptWait ? effect : (pause ?? new Pause(effect))
    return undefined
  }

  /** What a block throws is a defect. */
  #proceed(value: unknown): AnyEffect {
    const proceed = this.rest.at(-1)
    try {
      return proceed === undefined ? ready(value) : proceed(value)
    } catch (thrown) {
      return Exit.die(thrown)
    }
  }
}

function isFree(effect: AnyEffect): effect is BlockWait {
  return effect instanceof BlockWait && effect.isFree
}

/** Goes on with the value of any Effect, at once where it has ended. */
export function thenProceed<Value, Failure, Requirements, Next, NextFailure, NextRequirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
  proceed: (value: Value) => Effect.Effect<Next, NextFailure, NextRequirements>,
): Effect.Effect<Next, Failure | NextFailure, Requirements | NextRequirements>
export function thenProceed(effect: AnyEffect, proceed: Proceed): AnyEffect {
  const exit = settled(effect)
  if (exit !== undefined) return exit._tag === "Success" ? proceed(exit.value) : exit
  if (isFree(effect)) {
    effect.rest.unshift(proceed)
    return effect
  }
  return new BlockWait(effect instanceof AttemptWait ? effect : new Pause(effect), proceed)
}

/** Waits with something that has begun to proceed, where that has come to a wait. */
export function thenAgain(begun: AnyEffect, proceed: Proceed): AnyEffect {
  if (begun instanceof Pause) return thenProceed(begun.effect, proceed)
  return begun instanceof AttemptWait ? new BlockWait(begun, proceed) : begun
}

/** Gives another value for that of any Effect. */
export function thenGive<Value, Failure, Requirements, Given>(
  effect: Effect.Effect<Value, Failure, Requirements>,
  give: (value: Value) => Given,
): Effect.Effect<Given, Failure, Requirements> {
  return thenProceed(effect, (value) => ready(give(value)))
}

/** Takes charge of what a block waits for, for whoever makes another Effect of it. */
export function inCharge<Value, Failure, Requirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<Value, Failure, Requirements>
export function inCharge(effect: AnyEffect): AnyEffect {
  if (effect instanceof BlockWait) return effect.listen()
  return effect instanceof AttemptWait ? new BlockWait(effect, ready).listen() : effect
}
