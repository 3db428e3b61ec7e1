/** A wait: it begins when it is called with what to do afterwards, and gives how to end it early. */
export type Wait = (resume: () => void) => () => void

/** What a process does: plain statements, with waits in between. */
export type Doing<Value> = Generator<Wait, Value, void>

/** How a process ended. */
export type Ending<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "thrown"; readonly thrown: unknown }

/** What is thrown into a process that is interrupted, and comes out of it when it has cleaned up. */
export class Interruption {
  readonly kind = "interruption"
}

/**
 * Something that goes on beside others.
 *
 * It runs at once until it waits. Interrupted, it stops waiting and cleans up in its `finally` and `catch`; the waits of
 * its cleanup are not interrupted again. Where it is shielded it is interrupted when it leaves the shield.
 */
export class Process<Value> {
  ending: Ending<Value> | undefined
  readonly #doing: Doing<Value>
  readonly #onEnd: (ending: Ending<Value>) => void
  #stopWaiting: (() => void) | undefined
  #isInterrupted = false
  #shields = 0

  constructor(body: (self: Process<Value>) => Doing<Value>, onEnd: (ending: Ending<Value>) => void = () => undefined) {
    this.#doing = body(this)
    this.#onEnd = onEnd
  }

  start(): void {
    this.#advance(() => this.#doing.next())
  }

  /** Interrupts it, unless it has ended or was interrupted before. */
  interrupt(): void {
    if (this.ending !== undefined || this.#isInterrupted) return
    this.#isInterrupted = true
    if (this.#shields > 0 || this.#stopWaiting === undefined) return
    this.#stopWaiting()
    this.#advance(() => this.#doing.throw(new Interruption()))
  }

  /** Does something that is not interrupted. */
  *shielded<Inner>(body: Doing<Inner>): Doing<Inner> {
    const wasInterrupted = this.#isInterrupted
    this.#shields += 1
    let inner: Inner
    try {
      inner = yield* body
    } finally {
      this.#shields -= 1
    }
    if (this.#shields === 0 && this.#isInterrupted && !wasInterrupted) throw new Interruption()
    return inner
  }

  #advance(step: () => IteratorResult<Wait, Value>): void {
    let result: IteratorResult<Wait, Value>
    try {
      this.#stopWaiting = undefined
      result = step()
    } catch (thrown) {
      return this.#end({ kind: "thrown", thrown })
    }
    if (result.done === true) return this.#end({ kind: "value", value: result.value })
    let hasResumed = false
    const stop = result.value(() => {
      if (hasResumed) return
      hasResumed = true
      this.#advance(() => this.#doing.next())
    })
    if (!hasResumed) {
      this.#stopWaiting = () => {
        hasResumed = true
        stop()
      }
    }
  }

  #end(ending: Ending<Value>): void {
    this.ending = ending
    this.#onEnd(ending)
  }
}

/** Gives the value of an ending, or throws what was thrown. */
export function valueOf<Value>(ending: Ending<Value>): Value {
  if (ending.kind === "thrown") throw ending.thrown
  return ending.value
}
