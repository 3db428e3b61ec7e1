import type { Concurrency } from "@millrace/plan"
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"

/** Work that begins when other work has ended. */
export interface DependentWork {
  /** What it needs, as places of earlier work in the list. */
  readonly needs: ReadonlyArray<number>
  /** Begins it with the values of what it needs. */
  readonly begin: (values: ReadonlyArray<unknown>) => AnyEffect
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Does work in the order of what it needs, and gives the values in the order of the list.
 *
 * Owns when work begins and how all of it ends:
 * 1. whenever something can begin, the first in the list that can does; at most `concurrency` are at work;
 * 2. the first failure interrupts what is at work, and nothing more begins;
 * 3. what is at work has ended, its cleanup too, before the whole ends;
 * 4. work that gives its value without waiting costs no fiber: when all does, the Effect is an `Exit`.
 */
export function eachWhenReady(
  work: ReadonlyArray<DependentWork>,
  concurrency: Concurrency,
): Effect.Effect<ReadonlyArray<unknown>, unknown, unknown> {
  return new Progress(work, concurrency === "unbounded" ? Infinity : concurrency).effect()
}

class Progress {
  readonly #work: ReadonlyArray<DependentWork>
  readonly #limit: number
  readonly #values: Array<unknown> = []
  /** How many of its needs each piece of work still waits for. */
  readonly #missing: Array<number> = []
  readonly #dependents: Array<Array<number>> = []
  /** What can begin, the last in the list first. */
  readonly #ready: Array<number> = []
  readonly #atWork = new Set<Fiber.Fiber<unknown, unknown>>()
  #left: number
  #failure: Cause.Cause<unknown> | undefined
  /** What has gone wrong in the cleanup after the first failure, or after an interruption. */
  readonly #cleanup: Array<Cause.Reason<unknown>> = []
  #isInterrupted = false
  #isBeginning = false
  #onBegun: (() => void) | undefined
  #fork: ((effect: AnyEffect) => Fiber.Fiber<unknown, unknown>) | undefined
  #end: (() => void) | undefined

  constructor(work: ReadonlyArray<DependentWork>, limit: number) {
    this.#work = work
    this.#limit = limit
    this.#left = work.length
    for (const [index, { needs }] of work.entries()) {
      this.#missing.push(needs.length)
      this.#dependents.push([])
      for (const need of needs) this.#dependents[need]?.push(index)
    }
    for (let index = work.length - 1; index >= 0; index--) {
      if (this.#missing[index] === 0) this.#ready.push(index)
    }
  }

  effect(): Effect.Effect<ReadonlyArray<unknown>, unknown, unknown> {
    const waiting = this.#begin()
    if (waiting === undefined) return this.#exit()
    return Effect.contextWith((context: Context.Context<unknown>) =>
      Effect.callback((resume) => {
        this.#fork = Effect.runForkWith(context)
        this.#end = () => resume(this.#exit())
        this.#wait(waiting.index, waiting.effect)
        this.#begin()
        this.#endIfDone()
        return Effect.suspend(() => this.#interrupt())
      }),
    )
  }

  /** Begins all that can. Before there is a fiber, it gives the first work that has to wait. */
  #begin(): { readonly index: number; readonly effect: AnyEffect } | undefined {
    this.#isBeginning = true
    const waiting = this.#beginReady()
    this.#isBeginning = false
    this.#onBegun?.()
    return waiting
  }

  #beginReady(): { readonly index: number; readonly effect: AnyEffect } | undefined {
    while (this.#failure === undefined && !this.#isInterrupted && this.#atWork.size < this.#limit) {
      const index = this.#ready.pop()
      const next = index === undefined ? undefined : this.#work[index]
      if (index === undefined || next === undefined) return undefined
      const effect = next.begin(next.needs.map((need) => this.#values[need]))
      if (Exit.isExit(effect)) this.#settle(index, effect)
      else if (this.#fork === undefined) return { index, effect }
      else this.#wait(index, effect)
    }
    return undefined
  }

  #wait(index: number, effect: AnyEffect): void {
    const fiber = this.#fork?.(effect)
    const exit = fiber?.pollUnsafe()
    if (fiber === undefined) return
    if (exit !== undefined) return this.#settle(index, exit)
    this.#atWork.add(fiber)
    fiber.addObserver((ended) => {
      this.#atWork.delete(fiber)
      this.#settle(index, ended)
      this.#begin()
      this.#endIfDone()
    })
  }

  #settle(index: number, exit: Exit.Exit<unknown, unknown>): void {
    if (exit._tag === "Failure") return this.#fail(exit.cause)
    this.#left -= 1
    this.#values[index] = exit.value
    for (const dependent of this.#dependents[index] ?? []) {
      const missing = (this.#missing[dependent] ?? 0) - 1
      this.#missing[dependent] = missing
      if (missing === 0) this.#makeReady(dependent)
    }
  }

  #makeReady(index: number): void {
    let low = 0
    let high = this.#ready.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ready[middle] ?? 0) > index) low = middle + 1
      else high = middle
    }
    this.#ready.splice(low, 0, index)
  }

  /** What fails after the first failure has been interrupted; only what its cleanup did wrong is news. */
  #fail(cause: Cause.Cause<unknown>): void {
    if (this.#failure === undefined && !this.#isInterrupted) {
      this.#failure = cause
      for (const fiber of this.#atWork) fiber.interruptUnsafe()
    } else this.#cleanup.push(...cause.reasons.filter((reason) => !Cause.isInterruptReason(reason)))
  }

  /** What was about to fail when it was interrupted is cancelled too; a defect of its cleanup stays one. */
  #interrupt(): Effect.Effect<void> {
    this.#isInterrupted = true
    return Effect.flatMap(
      Effect.flatMap(this.#begun(), () => Fiber.interruptAll(this.#atWork)),
      () => {
        // A defect outweighs the interruption, whether it came first or in the cleanup; a typed failure does not.
        const defects = [...(this.#failure?.reasons ?? []), ...this.#cleanup].filter(Cause.isDieReason)
        return defects.length === 0 ? Effect.void : Exit.failCause(Cause.fromReasons(defects))
      },
    )
  }

  /** Work may cancel its own execution while it is being begun: it is at work as soon as that has been done. */
  #begun(): Effect.Effect<void> {
    if (!this.#isBeginning) return Effect.void
    return Effect.callback((resume) => {
      this.#onBegun = () => resume(Effect.void)
    })
  }

  #endIfDone(): void {
    if (this.#atWork.size === 0 && (this.#left === 0 || this.#failure !== undefined)) this.#end?.()
  }

  #exit(): Exit.Exit<ReadonlyArray<unknown>, unknown> {
    if (this.#failure === undefined) return Exit.succeed(this.#values)
    if (this.#cleanup.length === 0) return Exit.failCause(this.#failure)
    return Exit.failCause(electDefects([...this.#failure.reasons, ...this.#cleanup]))
  }
}

type Reasons = ReadonlyArray<Cause.Reason<unknown>>

/** Where a defect stands beside typed failures they are defects too, as in effect's own concurrency. */
function electDefects(reasons: Reasons): Cause.Cause<unknown> {
  return reasons.some(Cause.isDieReason) ? asDefects(reasons) : Cause.fromReasons(reasons)
}

function asDefects(reasons: Reasons): Cause.Cause<never> {
  return Cause.fromReasons(
    reasons.map((reason) => (Cause.isFailReason(reason) ? Cause.makeDieReason(reason.error) : reason)),
  )
}
