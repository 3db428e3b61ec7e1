import { InternalError } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import * as Exit from "effect/Exit"
import { AttemptWait } from "../attempts/attempt-wait.ts"
import { PromiseWait } from "../attempts/promise-wait.ts"
import { FiberDrive } from "./fiber-drive.ts"
import type { Frame } from "./frame.ts"
import { NativeDrive } from "./native-drive.ts"
import { NativeSource, Pause, nativeSource } from "./pause.ts"
import type { Proceed } from "./pause.ts"
import type { Position } from "./position.ts"
import { ready } from "./ready.ts"
import { settled } from "./settled.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** What has to be done when an execution has ended. */
export interface Ending {
  /** Whether there is anything to do. */
  readonly isLoose: boolean
  readonly end: (exit: Exit.Exit<unknown, unknown>) => Effect.Effect<void, never, unknown>
}

/**
 * A block that has begun and now waits, with what it will go on with.
 *
 * **Details**
 *
 * A block inside a block is no wait of its own: the outer one takes over what the inner one waits for, and what goes on
 * behind it. As long as only promises are waited for no fiber is needed (`NativeDrive`), and what handles failures is a
 * `Frame`; from the first Effect on a fiber runs it, without an Effect around each step (`FiberDrive`).
 *
 * **Gotchas**
 *
 * Whoever is given one goes on with it in the same moment (`thenProceed`) or takes charge of it (`inCharge`): nobody listens
 * to a promise before. It can be run once.
 */
export class BlockWait extends Effectable.Class<unknown, unknown, unknown> {
  wait: AttemptWait | Pause
  /** What goes on, the outermost first. One that proceeds stays until it has come to its end; a frame is asked once. */
  readonly rest: Array<Proceed | Frame>
  /** The end of the execution whose body it is. */
  ending: Ending | undefined
  /** Whether a fiber runs it, which takes over no frames. */
  isInFiber: boolean
  #drive: NativeDrive | undefined

  constructor(wait: AttemptWait | Pause, rest: Array<Proceed | Frame>) {
    super()
    this.wait = wait
    this.rest = rest
    this.ending = undefined
    this.isInFiber = false
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

  /** Where what it waits for natively stands. */
  get at(): Position {
    const at = this.wait instanceof AttemptWait ? this.wait.attempt.at : nativeSource(this.wait)?.at
    if (at === undefined) throw new InternalError("a block that waits for an Effect stands nowhere")
    return at
  }

  get hasFrames(): boolean {
    return this.rest.some(isFrame)
  }

  /** Listens from now on to the promise that it waits for. */
  listen(): this {
    if (this.isNative) this.native().listen()
    return this
  }

  /** What runs it without a fiber. */
  native(): NativeDrive {
    return (this.#drive ??= new NativeDrive(this))
  }

  /** Goes on with the value that it has waited for. Gives its end, or `undefined` when it waits again. */
  goOn(value: unknown): AnyEffect | undefined {
    return this.#settle(this.#succeed(value))
  }

  /** The same with the failure of what it has waited for. */
  fail(exit: Exit.Failure<unknown, unknown>): AnyEffect | undefined {
    return this.#settle(this.#fail(exit))
  }

  asEffect(): AnyEffect {
    const ran: AnyEffect = this.isNative
      ? Effect.callback((resume) => {
          const drive = this.native()
          drive.attach(resume)
          return Effect.suspend(() => drive.interrupt())
        })
      : inFiber(this)
    return withEnding(ran, this.ending)
  }

  #settle(begun: AnyEffect): AnyEffect | undefined {
    let result = begun
    for (;;) {
      if (result instanceof AttemptWait) {
        this.wait = result
        return undefined
      }
      if (result instanceof Pause) return this.#waitFor(result.effect, result)
      const exit = settled(result)
      if (exit === undefined) {
        if (this.rest.length > 0 || this.#takes(result)) return this.#waitFor(result, undefined)
        // The fiber may be interrupted before it comes to the end.
        return this.isInFiber ? inCharge(result) : result
      }
      if (this.rest.length === 0) return exit
      result = exit._tag === "Success" ? this.#succeed(exit.value) : this.#fail(exit)
    }
  }

  /** What a block throws is a defect. */
  #succeed(value: unknown): AnyEffect {
    const next = this.rest.at(-1)
    if (next === undefined) return ready(value)
    try {
      if (typeof next === "function") {
        const result = next(value)
        if (!(result instanceof AttemptWait || result instanceof Pause)) this.rest.pop()
        return result
      }
      this.rest.pop()
      return next.succeeded(value)
    } catch (thrown) {
      if (typeof next === "function") this.rest.pop()
      return Exit.die(thrown)
    }
  }

  #fail(exit: Exit.Failure<unknown, unknown>): AnyEffect {
    for (;;) {
      const next = this.rest.pop()
      if (next === undefined) return exit
      if (typeof next === "function") continue
      try {
        return next.failed(exit)
      } catch (thrown) {
        return Exit.die(thrown)
      }
    }
  }

  #waitFor(effect: AnyEffect, pause: Pause | undefined): undefined {
    if (this.#takes(effect)) {
      this.wait = effect.wait
      this.rest.push(...effect.rest)
      // The generator that has given it keeps it, and would keep what it waited for as well.
      effect.wait = takenOver
    } else this.wait = effect instanceof AttemptWait ? effect : (pause ?? new Pause(effect))
    // The fiber may be interrupted before it comes to what is waited for.
    if (this.isInFiber && this.wait instanceof Pause) this.wait = new Pause(inCharge(this.wait.effect))
    return undefined
  }

  #takes(effect: AnyEffect): effect is BlockWait {
    return isFree(effect) && !(this.isInFiber && effect.hasFrames)
  }
}

/** What a block waits for whose outer one does so now. */
const takenOver = new Pause(Effect.void)

/** An Effect behind which an execution is ended. */
export function withEnding(effect: AnyEffect, ending: Ending | undefined): AnyEffect {
  return ending === undefined ? effect : Effect.onExit(effect, (exit) => ending.end(exit))
}

function isFree(effect: AnyEffect): effect is BlockWait {
  return effect instanceof BlockWait && effect.isFree
}

function isFrame(each: Proceed | Frame): each is Frame {
  return typeof each !== "function"
}

/** A block as an Effect that a fiber runs, each frame as what it is around an Effect. */
function inFiber(block: BlockWait): AnyEffect {
  const place = block.rest.findLastIndex(isFrame)
  const frame = block.rest[place]
  if (frame === undefined || !isFrame(frame)) return new FiberDrive(block).effect()
  const inner = block.rest.slice(place + 1)
  const { wait } = block
  const waited = wait instanceof AttemptWait ? wait.attend() : wait.effect
  const around = frame.around(inner.length === 0 ? waited : new FiberDrive(new BlockWait(wait, inner)).effect())
  return place === 0 ? around : inFiber(new BlockWait(new Pause(around), block.rest.slice(0, place)))
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
  return new BlockWait(effect instanceof AttemptWait ? effect : new Pause(effect), [proceed])
}

/** Waits with something that has begun to proceed, where that has come to a wait. */
export function thenAgain(begun: AnyEffect, proceed: Proceed): AnyEffect {
  if (begun instanceof Pause) return thenProceed(begun.effect, proceed)
  return begun instanceof AttemptWait ? new BlockWait(begun, [proceed]) : begun
}

/** Gives another value for that of any Effect. */
export function thenGive<Value, Failure, Requirements, Given>(
  effect: Effect.Effect<Value, Failure, Requirements>,
  give: (value: Value) => Given,
): Effect.Effect<Given, Failure, Requirements> {
  return thenProceed(effect, (value) => ready(give(value)))
}

/** Goes on with the end of any Effect, at once where it has ended. */
export function framed(effect: AnyEffect, frame: Frame): AnyEffect {
  const exit = settled(effect)
  if (exit !== undefined) return exit._tag === "Success" ? frame.succeeded(exit.value) : frame.failed(exit)
  if (isFree(effect) && effect.isNative) {
    effect.rest.unshift(frame)
    return effect
  }
  return effect instanceof PromiseWait ? new BlockWait(effect, [frame]) : frame.around(inCharge(effect))
}

/** Makes a block of what can be waited for without a fiber. */
export function waitFor(source: PromiseWait | NativeSource): BlockWait {
  return new BlockWait(source instanceof PromiseWait ? source : new Pause(source), [])
}

/** Takes charge of what a block waits for, for whoever makes another Effect of it. */
export function inCharge<Value, Failure, Requirements>(
  effect: Effect.Effect<Value, Failure, Requirements>,
): Effect.Effect<Value, Failure, Requirements>
export function inCharge(effect: AnyEffect): AnyEffect {
  if (effect instanceof BlockWait) return effect.listen()
  if (effect instanceof PromiseWait || (effect instanceof NativeSource && effect.isNative)) {
    return waitFor(effect).listen()
  }
  return effect instanceof AttemptWait ? effect.attend() : effect
}
