import { InternalError } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Few } from "../../runner/few.ts"
import { NativeSource } from "../../runner/pause.ts"
import type { Resume } from "../../runner/pause.ts"
import type { Position } from "../../runner/position.ts"
import type { Occupation } from "../life/occupation.ts"

type AnyExit = Exit.Exit<unknown, unknown>

/**
 * The outcomes of one execution that are on their way to the disk.
 *
 * Owns the moment in which the workflow is given an outcome of this life:
 * 1. not before it is on the disk;
 * 2. one at a time, in the order in which they were handed over: of several that one write has made durable, the next one
 *    is given when whatever the last one set off has come to rest, as a later life will be given them;
 * 3. until it is given, its execution is at work.
 */
export class Acknowledgements {
  /** Those that somebody waits for. */
  readonly #awaited = new Few<Acknowledgement>()
  /** Those whose outcome is on the disk, and who wait for their turn. */
  readonly #written: Array<Acknowledgement> = []
  readonly #occupation: Occupation
  /** The sequence of the last entry that earlier lives have left. */
  readonly #left: number
  /** The sequence of the last entry whose outcome was given, or that an earlier life has left. */
  #given: number
  isStopped = false
  #isGiving = false

  constructor(occupation: Occupation, sequence: number) {
    this.#occupation = occupation
    this.#left = sequence
    this.#given = sequence
  }

  /** Whether nothing that this life has written has been given. */
  get isFirst(): boolean {
    return this.#given === this.#left
  }

  /** The entry behind which this moment is, where others that were handed over are still to be given. */
  get behind(): number | undefined {
    return this.#awaited.size === 0 ? undefined : this.#given
  }

  /** Gives nothing any more: who waits, or will, is interrupted. */
  stop(): void {
    this.isStopped = true
    const awaited = Array.from(this.#awaited)
    for (const each of awaited) if (this.#isLeft(each)) each.give(Exit.interrupt())
  }

  await(each: Acknowledgement): void {
    this.#awaited.add(each)
    this.#occupation.begin()
  }

  forget(each: Acknowledgement): void {
    this.#isLeft(each)
  }

  /** An outcome that somebody waits for is on the disk. */
  written(each: Acknowledgement): void {
    if (!this.#isGiving && this.#awaited.size === 1) return this.#give(each)
    this.#written.push(each)
    if (this.#isGiving) return
    this.#isGiving = true
    this.#giveNext()
  }

  readonly #giveNext = (): void => {
    const next = this.#written.shift()
    if (next === undefined) {
      this.#isGiving = false
      return
    }
    this.#give(next)
    setImmediate(this.#giveNext)
  }

  #give(each: Acknowledgement): void {
    if (!this.#isLeft(each)) return
    this.#given = Math.max(this.#given, each.sequence)
    each.give(each.end)
  }

  /** Whether somebody has waited, who does not any more. */
  #isLeft(each: Acknowledgement): boolean {
    if (!this.#awaited.delete(each)) return false
    this.#occupation.end()
    return true
  }
}

/** The wait for one outcome that has been handed over. One that stands somewhere can be waited for without a fiber. */
export class Acknowledgement extends NativeSource {
  readonly #all: Acknowledgements
  readonly #at: Position | undefined
  /** What it ends with. */
  readonly end: AnyExit
  /** That of its entry. */
  sequence = 0
  #isWritten = false
  #resume: Resume | undefined

  constructor(all: Acknowledgements, end: AnyExit, at: Position | undefined) {
    super()
    this.#all = all
    this.end = end
    this.#at = at
  }

  get isNative(): boolean {
    return this.#at !== undefined
  }

  get at(): Position {
    if (this.#at === undefined) throw new InternalError("an outcome that is no step's stands nowhere")
    return this.#at
  }

  /** Nothing is lost of what comes before it is attached. */
  listen(): void {}

  attach(resume: Resume): void {
    if (this.#all.isStopped) return resume(Exit.interrupt())
    this.#resume = resume
    this.#all.await(this)
    if (this.#isWritten) queueMicrotask(() => this.#all.written(this))
  }

  interrupt(): Effect.Effect<void> {
    this.#all.forget(this)
    return Effect.void
  }

  asEffect(): Effect.Effect<unknown, unknown> {
    return Effect.callback((resume: (end: Effect.Effect<unknown, unknown>) => void) => {
      // It ends with an exit.
      this.attach(resume as Resume)
      return Effect.suspend(() => this.interrupt())
    })
  }

  /** Its outcome is on the disk. */
  written(): void {
    this.#isWritten = true
    if (this.#resume !== undefined) this.#all.written(this)
  }

  /** Ends the wait. */
  give(end: AnyExit): void {
    this.#resume?.(end)
  }
}
