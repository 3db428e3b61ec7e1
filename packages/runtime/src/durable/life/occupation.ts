import * as Effect from "effect/Effect"

/**
 * What an execution and its children are occupied with, so that one that only waits can be set aside.
 *
 * **Details**
 *
 * It is at work while anything runs that would be lost without its process, or is on its way to the disk. It is idle when
 * it only waits for moments and messages, all of which a later life can wait for. One that is idle may be about to go on,
 * for what it has waited for has just come: it is at rest when nothing has moved for a while.
 */
export class Occupation {
  readonly #onChange: () => void
  #working = 0
  #waiting = 0
  /** Counts what has moved. */
  moves = 0

  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange
  }

  get isIdle(): boolean {
    return this.#working === 0 && this.#waiting > 0
  }

  /** Something that is waited for has come. */
  moved(): void {
    this.moves += 1
    this.#onChange()
  }

  /** Is at work until `end` is called. */
  begin(): void {
    this.#working += 1
    this.moves += 1
  }

  end(): void {
    this.#working -= 1
    this.moved()
  }

  /** Does something that would be lost. */
  working<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
  ): Effect.Effect<Value, Failure, Requirements> {
    return Effect.suspend(() => {
      this.begin()
      return Effect.onExit(effect, () => Effect.sync(() => this.end()))
    })
  }

  /** Waits for what a later life can wait for, also inside of something that is at work. */
  waiting<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
    { isInside }: { readonly isInside: boolean } = { isInside: false },
  ): Effect.Effect<Value, Failure, Requirements> {
    return Effect.suspend(() => {
      this.#waiting += 1
      if (isInside) this.#working -= 1
      this.moved()
      return Effect.onExit(effect, () =>
        Effect.sync(() => {
          this.#waiting -= 1
          if (isInside) this.#working += 1
          this.moves += 1
        }),
      )
    })
  }
}
