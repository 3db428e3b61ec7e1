import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Entry } from "../../journal/entry.ts"
import { breathe } from "../../runner/breathe.ts"
import { isOutcome } from "./entry-kinds.ts"
import type { FactKind } from "./entry-kinds.ts"

/** After so many turns of the event loop in which nothing was asked for, everything is at rest. */
const quietTurns = 16

/** What has been recorded and not been asked for. */
export interface Unasked {
  readonly entry: Entry
  /** The paths of what the code asks for instead. */
  readonly instead: ReadonlyArray<string>
}

/** How a replay is set up. */
export interface ReplayOptions {
  /** Is told that everything is at rest, and nobody asks for what is left. */
  readonly onUnasked: (unasked: Unasked) => void
  /** Gives where an outcome stands in the order in which they were heard. */
  readonly placeOf: (entry: Entry) => number
  /** The replay of the execution that this one is a child of. */
  readonly outer: Replay | undefined
}

/**
 * What earlier lives of an execution have recorded, and how it is given to this one.
 *
 * Owns the order in which a later life is given what was recorded:
 * 1. outcomes are given in the order in which they were heard, one at a time; the next one when whatever the last one set off has
 *    come to rest, and nothing is computed again that may ask for more;
 * 2. an outcome that nobody has asked for yet is waited for as long as anything moves; then the next that somebody has
 *    asked for is given;
 * 3. one that was asked for, and whose asker was then interrupted, counts as given;
 * 4. what is new begins when all has been given, in the order in which it was asked for;
 * 5. when everything is at rest and nobody asks for what is left, `onUnasked` is told, and nothing more is given;
 * 6. what an earlier life has begun and not brought to an end ends when all has been given, for all of that came before its
 *    end: the interruption of a step, and a child. Where nobody asks for what is left it ends before `onUnasked` is told;
 * 7. a child keeps its parent from going on as long as it moves itself, from the moment on in which it is there until it has
 *    come to what was in flight; what is left when it is at rest may be waiting for what comes to its parent.
 */
export class Replay {
  /** The outcomes, in order. */
  readonly #order: ReadonlyArray<Entry>
  /** The place of the first outcome that has not been given. */
  #next = 0
  readonly #given = new Set<Entry>()
  readonly #outcomes = new Map<string, Entry>()
  /** The wish that the execution be cancelled, which is no step's outcome. */
  readonly cancellation: Entry | undefined
  /** The last fact of each kind at a path. */
  readonly #facts = new Map<string, Entry>()
  /** When the first that was recorded at a path was. */
  readonly #begun = new Map<string, number>()
  /** Who has asked for an outcome. */
  readonly #askers = new Map<Entry, Resume>()
  /** What ends when all has been given. */
  readonly #last = new Set<Resume>()
  /** What begins when all has been given, and its path. */
  readonly #held = new Map<Resume, string>()
  readonly #onUnasked: (unasked: Unasked) => void
  readonly #outer: Replay | undefined
  /** Lets the outer replay go on. */
  #release: (() => void) | undefined
  /** What is done when all has been given. */
  readonly #onOver: Array<() => void> = []
  #busy = 0
  /** How many children are beginning, or move. */
  #children = 0
  #moving = 0
  #quiet = 0
  #breaths = breathe.count
  #state: "replaying" | "over" | "stopped"
  #isScheduled = false

  constructor(entries: ReadonlyArray<Entry>, { onUnasked, placeOf, outer }: ReplayOptions) {
    this.#onUnasked = onUnasked
    this.#outer = outer
    this.cancellation = entries.find(({ kind }) => kind === "cancelled")
    for (const entry of entries) {
      if (entry === this.cancellation) continue
      if (!this.#begun.has(entry.path)) this.#begun.set(entry.path, entry.recordedMs)
      if (isOutcome(entry.kind)) this.#outcomes.set(outcomeKey(entry), entry)
      else this.#facts.set(factKey(entry.path, entry.kind), entry)
    }
    // Of two outcomes of one path only the last is its outcome.
    this.#order = entries
      .filter((entry) => entry === this.cancellation || this.#outcomes.get(outcomeKey(entry)) === entry)
      .toSorted((one, other) => placeOf(one) - placeOf(other))
    this.#state = this.#order.length === 0 && !this.#hasChildren() ? "over" : "replaying"
    // It is at rest, too, where nobody asks it for anything.
    if (outer !== undefined) this.#moved()
  }

  /** Whether a child has begun whose end has not come here: it may have more to be given than this one. */
  #hasChildren(): boolean {
    return [...this.#facts.values()].some(({ kind, path }) => kind === "began" && !this.#outcomes.has(path))
  }

  /** The first outcome that has not been given. */
  get unasked(): Entry | undefined {
    while (this.#next < this.#order.length) {
      const entry = this.#order[this.#next]
      if (entry !== undefined && !this.#given.has(entry)) return entry
      this.#next += 1
    }
    return undefined
  }

  /** Whether all has been given. */
  get isOver(): boolean {
    return this.#state === "over"
  }

  /** Whether nothing is left but that somebody wanted the execution cancelled. */
  get isOnlyCancelled(): boolean {
    const { unasked } = this
    if (unasked === undefined || unasked !== this.cancellation) return false
    return this.#order.every((entry) => entry === unasked || this.#given.has(entry))
  }

  outcome(path: string, kind?: "released"): Entry | undefined {
    return this.#outcomes.get(kind === undefined ? path : outcomeKey({ path, kind }))
  }

  fact(path: string, kind: FactKind): Entry | undefined {
    if (this.#facts.size === 0) return undefined
    return this.#facts.get(factKey(path, kind))
  }

  isBegun(path: string): boolean {
    return this.#begun.has(path)
  }

  /** When the first that was recorded at a path was, in milliseconds since 1970. */
  begunMs(path: string): number | undefined {
    return this.#begun.get(path)
  }

  /** Ends when it is the turn of an outcome. */
  turnOf(entry: Entry): Effect.Effect<void> {
    return this.#wait((resume) => {
      if (this.#given.has(entry)) return resume(Exit.void)
      this.#askers.set(entry, resume)
      return Effect.sync(() => this.#give(entry))
    })
  }

  /** Ends when all has been given, here and around; `path` is what wants to begin then. */
  over(path: string): Effect.Effect<void> {
    const outer = this.#outer
    const here = this.#overHere(path)
    return outer === undefined || outer.#state === "over" ? here : Effect.flatMap(here, () => outer.over(path))
  }

  #overHere(path: string): Effect.Effect<void> {
    if (this.#state === "over") return Exit.void
    return this.#wait((resume) => {
      if (this.#state === "over") return resume(Exit.void)
      this.#held.set(resume, path)
      return Effect.sync(() => {
        this.#held.delete(resume)
      })
    })
  }

  /** Ends when all has been given here, or nobody asks for what is left. */
  last(): Effect.Effect<void> {
    return Effect.suspend(() => {
      if (this.#state !== "replaying") return Effect.void
      return this.#wait((resume) => {
        if (this.#state !== "replaying") return resume(Exit.void)
        this.#last.add(resume)
        return Effect.sync(() => void this.#last.delete(resume))
      })
    })
  }

  #endLast(): void {
    const last = [...this.#last]
    this.#last.clear()
    for (const end of last) end(Exit.void)
  }

  /** The workflow has ended: where all has been given this is over at once. */
  finish(): void {
    if (this.#state === "replaying" && this.unasked === undefined) this.#end()
  }

  /** Calls back when all has been given, before anything new begins. */
  whenOver(told: () => void): void {
    if (this.#state === "over") told()
    else if (this.#state === "replaying") this.#onOver.push(told)
  }

  /** Does something that others may wait for, so that nothing is given until it has ended. */
  busy<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
  ): Effect.Effect<Value, Failure, Requirements> {
    if (Exit.isExit(effect)) return effect
    if (this.#state === "over") return this.#outer === undefined ? effect : this.#outer.busy(effect)
    return Effect.suspend(() => {
      const release = this.hold()
      return Effect.onExit(effect, () => Effect.sync(release))
    })
  }

  /** Begins a child, which may have something to be given: nothing is given, and nothing new begins, until it is there. */
  beginning<Value>(effect: Effect.Effect<Value>): Effect.Effect<Value> {
    if (this.#state === "over") return effect
    return Effect.suspend(() => {
      const release = this.holdForChild()
      return Effect.onExit(effect, () => Effect.sync(release))
    })
  }

  /** Lets nothing be given, and nothing new begin, until it is released. */
  holdForChild(): () => void {
    this.#children += 1
    const release = this.hold()
    let isHeld = true
    return () => {
      if (isHeld) this.#children -= 1
      isHeld = false
      release()
    }
  }

  /** Does something during which outcomes may be given: nothing is at rest until it has ended. */
  moving<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
  ): Effect.Effect<Value, Failure, Requirements> {
    if (this.#state === "over") return this.#outer?.waitingFor(effect) ?? effect
    return Effect.suspend(() => {
      this.#moving += 1
      return Effect.onExit(effect, () =>
        Effect.sync(() => {
          this.#moving -= 1
          this.#moved()
        }),
      )
    })
  }

  /** Lets nothing be given until something in a child has ended, and what it sets off there has come to rest. */
  waitingFor<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
  ): Effect.Effect<Value, Failure, Requirements> {
    if (this.#state === "over") return effect
    return Effect.suspend(() => {
      const release = this.hold()
      return Effect.onExit(effect, () => Effect.sync(() => afterQuiet(release)))
    })
  }

  /** Lets nothing be given until it is released. */
  hold(): () => void {
    let isHeld = true
    this.#busy += 1
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#busy -= 1
      this.#moved()
    }
  }

  /** Gives nothing any more. What waits, or will, is interrupted. */
  stop(): void {
    const waiting = [...this.#askers.values(), ...this.#held.keys()]
    this.#state = "stopped"
    this.#letGo()
    this.#askers.clear()
    this.#held.clear()
    for (const resume of waiting) resume(Exit.interrupt())
    this.#endLast()
  }

  /** Waits, and lets this replay go on. */
  #wait(begin: (resume: Resume) => Effect.Effect<void> | void): Effect.Effect<void> {
    return Effect.callback((resume) => {
      if (this.#state === "stopped") return resume(Exit.interrupt())
      this.#moved()
      return begin(resume)
    })
  }

  #moved(): void {
    if (this.#state !== "replaying") return
    this.#quiet = 0
    this.#release ??= this.#outer?.holdForChild()
    this.#schedule()
  }

  #letGo(): void {
    this.#release?.()
    this.#release = undefined
  }

  #schedule(): void {
    if (this.#isScheduled || this.#state !== "replaying") return
    this.#isScheduled = true
    setImmediate(this.#turn)
  }

  readonly #turn = (): void => {
    this.#isScheduled = false
    if (this.#state !== "replaying") return
    const next = this.unasked
    if (next === undefined) return this.#children > 0 ? undefined : this.#end()
    // Whoever is busy says when that has ended, and so does whoever moves.
    if (this.#busy > 0) return
    const asker = this.#askers.get(next)
    if (asker !== undefined) return this.#answer(next, asker)
    if (this.#moving > 0) return
    if (this.#isAtRest()) return this.#answerAnother(next)
    this.#schedule()
  }

  #isAtRest(): boolean {
    if (this.#breaths !== breathe.count) {
      this.#breaths = breathe.count
      this.#quiet = 0
    }
    this.#quiet += 1
    return this.#quiet > quietTurns
  }

  #answer(entry: Entry, asker: Resume): void {
    this.#give(entry)
    asker(Exit.void)
    this.#moved()
  }

  #answerAnother(next: Entry): void {
    for (const entry of this.#order) {
      const asker = entry === this.cancellation ? undefined : this.#askers.get(entry)
      if (asker !== undefined) return this.#answer(entry, asker)
    }
    if (this.#last.size > 0) {
      this.#endLast()
      return this.#moved()
    }
    const { cancellation } = this
    const cancelling = cancellation && this.#askers.get(cancellation)
    if (cancellation !== undefined && cancelling !== undefined) return this.#answer(cancellation, cancelling)
    this.#letGo()
    if (this.#outer === undefined || this.#outer.#state === "over") {
      this.#onUnasked({ entry: next, instead: [...this.#held.values()] })
    } else this.#outer.whenOver(() => this.#moved())
  }

  #give(entry: Entry): void {
    this.#askers.delete(entry)
    this.#given.add(entry)
    this.#moved()
  }

  #end(): void {
    const held = [...this.#held.keys()]
    this.#state = "over"
    // What was in flight at the crash may not have been asked for yet.
    if (this.#release !== undefined) afterQuiet(() => this.#letGo())
    this.#held.clear()
    for (const told of this.#onOver) told()
    this.#endLast()
    for (const begin of held) begin(Exit.void)
  }
}

/** Calls back after so many turns of the event loop that whatever has been set off has come to rest. */
function afterQuiet(told: () => void): void {
  let turns = 0
  const turn = (): void => {
    turns += 1
    if (turns > quietTurns) told()
    else setImmediate(turn)
  }
  turn()
}

type Resume = (end: Effect.Effect<void>) => void

/** A resource is acquired and released at one path. */
function outcomeKey({ path, kind }: Pick<Entry, "path" | "kind">): string {
  return kind === "released" || kind === "release.failed" ? `released ${path}` : path
}

function factKey(path: string, kind: string): string {
  return `${kind} ${path}`
}
