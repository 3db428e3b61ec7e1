import * as Effect from "effect/Effect"

/**
 * What an execution and its children are occupied with, so that one that only waits can be set aside.
 *
 * **Details**
 *
 * It is at work while anything runs that would be lost without its process. It is idle when it only waits for moments and
 * messages, all of which a later life can wait for.
 */
export class Occupation {
  readonly #onChange: () => void
  #working = 0
  #waiting = 0

  constructor(onChange: () => void = () => undefined) {
    this.#onChange = onChange
  }

  get isIdle(): boolean {
    return this.#working === 0 && this.#waiting > 0
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

  /** Something begins that would be lost. */
  begin(): void {
    this.#working += 1
  }

  /** It has ended. */
  end(): void {
    this.#working -= 1
    this.#onChange()
  }

  /** Waits for what a later life can wait for, also inside of something that is at work. */
  waiting<Value, Failure, Requirements>(
    effect: Effect.Effect<Value, Failure, Requirements>,
    { isInside }: { readonly isInside: boolean } = { isInside: false },
  ): Effect.Effect<Value, Failure, Requirements> {
    return Effect.suspend(() => {
      this.#waiting += 1
      if (isInside) this.#working -= 1
      this.#onChange()
      return Effect.onExit(effect, () =>
        Effect.sync(() => {
          this.#waiting -= 1
          if (isInside) this.#working += 1
        }),
      )
    })
  }
}
