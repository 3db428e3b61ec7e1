import { InternalError } from "@millrace/plan"
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { PromiseWait } from "../attempts/promise-wait.ts"
import { electDefects } from "../failures/elect-defects.ts"
import { BlockWait, waitFor } from "../runner/block-wait.ts"
import { drivenInFiber, isNative, outcomeOf, rawOf } from "../runner/driven.ts"
import type { NativeDrive } from "../runner/native-drive.ts"
import { NativeSource } from "../runner/pause.ts"
import type { Resume } from "../runner/pause.ts"
import type { Position } from "../runner/position.ts"
import { settled } from "../runner/settled.ts"
import type { Standing, WorkList } from "./work-list.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** A piece of work that has begun: its place in the list, and how many had begun before it. */
interface Begun {
  readonly index: number
  readonly turn: number
}

/** A piece of work that waits for a fiber. */
interface Unforked {
  readonly begun: Begun
  readonly effect: AnyEffect
}

/** What is at work: something that waits without a fiber, or a fiber. */
type AtWork = PromiseWait | NativeDrive | NativeSource | Fiber.Fiber<unknown, unknown>

/**
 * Pieces of work of which one waits.
 *
 * Owns when work begins and how all of it ends:
 * 1. whenever something can begin, the next in the list does; at most `limit` are at work;
 * 2. the first failure interrupts what is at work, in the order in which it began, and nothing more begins;
 * 3. what is at work has ended, its cleanup too, before the whole ends;
 * 4. what waits for promises costs no fiber, and until something else is waited for the whole needs none;
 * 5. until it is attached only the first piece of work waits: nothing begins behind the back of an execution that is over.
 */
export class AtOnce extends NativeSource {
  readonly #work: WorkList
  readonly #limit: number
  readonly #values: Array<unknown>
  readonly #firstIndex: number
  #first: AnyEffect
  #left: number
  /** What is at work, by its turn. */
  readonly #atWork: Array<AtWork | undefined> = []
  #atWorkCount = 0
  #failure: Cause.Cause<unknown> | undefined
  /** What has gone wrong in the cleanup after the first failure, or after an interruption. */
  #cleanup: ReadonlyArray<Cause.Reason<unknown>> | undefined
  #isInterrupted = false
  #isBeginning = false
  #onBegun: (() => void) | undefined
  #onIdle: (() => void) | undefined
  #fork: ((effect: AnyEffect) => Fiber.Fiber<unknown, unknown>) | undefined
  /** What has begun and waits for a fiber. */
  #unforked: Array<Unforked> | undefined
  #turns = 0
  #resume: Resume | undefined
  #hasBegun = false

  constructor(work: WorkList, { limit, values, left, first }: Standing) {
    super()
    this.#work = work
    this.#limit = limit
    this.#values = values
    this.#left = left
    this.#firstIndex = first.index
    this.#first = first.effect
  }

  get isNative(): boolean {
    return this.#first instanceof PromiseWait || isNative(this.#first)
  }

  get at(): Position {
    const first = this.#first
    if (first instanceof PromiseWait) return first.attempt.at
    if (!isNative(first)) throw new InternalError("work that waits for an Effect stands nowhere")
    return first.at
  }

  listen(): void {
    const first = this.#first
    const block = first instanceof PromiseWait || first instanceof NativeSource ? waitFor(first) : first
    this.#first = block
    if (block instanceof BlockWait) block.native().listenFor()
  }

  attach(resume: Resume): void {
    this.#resume = resume
    this.#hasBegun = true
    this.#isBeginning = true
    this.#begun(this.#firstIndex, this.#first)
    this.#isBeginning = false
    this.#begin()
  }

  /** What was about to fail when it was interrupted is cancelled too; a defect of its cleanup stays one. */
  interrupt(): Effect.Effect<void> {
    this.#isInterrupted = true
    if (!this.#hasBegun) return this.#interruptFirst()
    const ended = Effect.callback<void>((resume) => {
      const endAll = (): void => {
        this.#onIdle = () => resume(Effect.void)
        this.#interruptAll()
        if (this.#atWorkCount === 0) resume(Effect.void)
      }
      // Work may cancel its own execution while it is being begun: it is at work as soon as that has been done.
      if (this.#isBeginning) this.#onBegun = endAll
      else endAll()
    })
    return Effect.flatMap(ended, () => {
      // A defect outweighs the interruption, whether it came first or in the cleanup; a typed failure does not.
      const defects = [...(this.#failure?.reasons ?? []), ...(this.#cleanup ?? [])].filter(Cause.isDieReason)
      return defects.length === 0 ? Effect.void : Exit.failCause(Cause.fromReasons(defects))
    })
  }

  #interruptFirst(): Effect.Effect<void> {
    const first = this.#first
    return first instanceof BlockWait && isNative(first) ? first.native().interrupt() : Effect.void
  }

  asEffect(): AnyEffect {
    return this.#inFiber((resume) => this.attach(resume))
  }

  #inFiber(goOn: (resume: Resume) => void): AnyEffect {
    return Effect.contextWith((context: Context.Context<unknown>) =>
      Effect.callback((resume) => {
        this.#fork = Effect.runForkWith(context)
        goOn(resume)
        return Effect.suspend(() => this.interrupt())
      }),
    )
  }

  /** Begins all that can. */
  #begin(): void {
    if (this.#isBeginning) return
    this.#isBeginning = true
    this.#beginNext()
    this.#isBeginning = false
    const onBegun = this.#onBegun
    this.#onBegun = undefined
    onBegun?.()
    this.#goOn()
  }

  #beginNext(): void {
    while (this.#canBegin()) {
      const index = this.#work.next()
      if (index === undefined) return
      const effect = this.#work.begin(index, this.#values)
      const exit = settled(effect)
      if (exit === undefined) this.#begun(index, effect)
      else this.#settle(index, exit)
    }
  }

  /** What waits for a fiber gets it before more begins. */
  #canBegin(): boolean {
    return (
      this.#failure === undefined &&
      !this.#isInterrupted &&
      this.#unforked === undefined &&
      this.#atWorkCount < this.#limit
    )
  }

  #begun(index: number, effect: AnyEffect): void {
    this.#wait({ index, turn: this.#turns++ }, effect)
  }

  /** Waits for a piece of work. */
  #wait(begun: Begun, effect: AnyEffect): void {
    this.#atWorkCount += 1
    if (effect instanceof PromiseWait) {
      this.#atWork[begun.turn] = effect
      effect.listen(
        (value) => this.#ended(begun, effect, effect.fulfilled(value)),
        (reason) => this.#ended(begun, effect, effect.rejected(reason)),
      )
    } else if (isNative(effect)) {
      const source = effect instanceof BlockWait ? effect.native() : effect
      this.#atWork[begun.turn] = source
      source.attach((end) => this.#ended(begun, source, end))
    } else if (this.#fork === undefined) (this.#unforked ??= []).push({ begun, effect })
    else this.#inOwnFiber(begun, effect, this.#fork)
  }

  #inOwnFiber(begun: Begun, effect: AnyEffect, fork: (effect: AnyEffect) => Fiber.Fiber<unknown, unknown>): void {
    const driven = drivenInFiber(effect)
    const fiber = fork(rawOf(driven))
    const exit = fiber.pollUnsafe()
    if (exit !== undefined) {
      this.#atWorkCount -= 1
      return this.#settle(begun.index, outcomeOf(driven, exit))
    }
    this.#atWork[begun.turn] = fiber
    fiber.addObserver((ended) => this.#ended(begun, fiber, outcomeOf(driven, ended)))
  }

  #ended(begun: Begun, atWork: AtWork, end: AnyEffect): void {
    if (this.#atWork[begun.turn] !== atWork) return
    this.#atWork[begun.turn] = undefined
    this.#atWorkCount -= 1
    const exit = settled(end)
    if (exit === undefined) this.#wait(begun, end)
    else this.#settle(begun.index, exit)
    this.#begin()
  }

  #settle(index: number, exit: Exit.Exit<unknown, unknown>): void {
    if (exit._tag === "Failure") return this.#fail(exit.cause)
    this.#left -= 1
    this.#values[index] = exit.value
    this.#work.ended?.(index)
  }

  /** What fails after the first failure has been interrupted; only what its cleanup did wrong is news. */
  #fail(cause: Cause.Cause<unknown>): void {
    if (this.#failure === undefined && !this.#isInterrupted) {
      this.#failure = cause
      this.#interruptAll()
      return
    }
    const wrong = cause.reasons.filter((reason) => !Cause.isInterruptReason(reason))
    if (wrong.length > 0) this.#cleanup = [...(this.#cleanup ?? []), ...wrong]
  }

  #interruptAll(): void {
    this.#atWorkCount -= this.#takeUnforked().length
    for (const [turn, atWork] of this.#atWork.entries()) {
      if (atWork === undefined) continue
      if (Fiber.isFiber(atWork)) atWork.interruptUnsafe()
      else this.#interruptNative(turn, atWork)
    }
  }

  #interruptNative(turn: number, atWork: PromiseWait | NativeDrive | NativeSource): void {
    const end = atWork instanceof PromiseWait ? atWork.end() : atWork.interrupt()
    const ended = (exit: Exit.Exit<void>): void => {
      if (exit._tag === "Failure") this.#fail(exit.cause)
      this.#atWorkCount -= 1
      this.#goOn()
    }
    this.#atWork[turn] = undefined
    const exit = settled(end)
    if (exit === undefined) Effect.runFork(end).addObserver(ended)
    else ended(exit)
  }

  /** Ends when all is done, or goes on in a fiber where something needs one. */
  #goOn(): void {
    if (this.#isBeginning) return
    if (this.#isInterrupted) {
      if (this.#atWorkCount === 0) this.#onIdle?.()
    } else if (this.#atWorkCount === 0 && (this.#left === 0 || this.#failure !== undefined)) this.#end(this.#exit())
    else if (this.#unforked !== undefined) this.#end(this.#inFiber((resume) => this.#forkAll(resume)))
  }

  /** Tells who waits, once. */
  #end(end: AnyEffect): void {
    const resume = this.#resume
    this.#resume = undefined
    resume?.(end)
  }

  #forkAll(resume: Resume): void {
    this.#resume = resume
    this.#isBeginning = true
    for (const { begun, effect } of this.#takeUnforked()) {
      this.#atWorkCount -= 1
      this.#wait(begun, effect)
    }
    this.#isBeginning = false
    this.#begin()
  }

  #takeUnforked(): ReadonlyArray<Unforked> {
    const unforked = this.#unforked ?? []
    this.#unforked = undefined
    return unforked
  }

  #exit(): Exit.Exit<ReadonlyArray<unknown>, unknown> {
    if (this.#failure === undefined) return Exit.succeed(this.#values)
    if (this.#cleanup === undefined) return Exit.failCause(this.#failure)
    return Exit.failCause(electDefects([...this.#failure.reasons, ...this.#cleanup]))
  }
}
