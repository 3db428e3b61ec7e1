import type * as Effect from "effect/Effect"
import * as Effectable from "effect/Effectable"
import { AttemptWait } from "../attempts/attempt-wait.ts"
import type { Position } from "./position.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Goes on with something that has been given a value, as far as it comes.
 *
 * **Details**
 *
 * An `AttemptWait` or a `Pause` means that it waits and will be called again, with the value. Anything else is its end: an
 * exit, or an Effect that ends it.
 */
export type Proceed = (value: unknown) => AnyEffect

/** The wait for any Effect. */
export class Pause extends Effectable.Class<unknown, unknown, unknown> {
  readonly effect: AnyEffect

  constructor(effect: AnyEffect) {
    super()
    this.effect = effect
  }

  asEffect(): AnyEffect {
    return this.effect
  }
}

/** Waits for an Effect, in a way that a `Proceed` may return. */
export function pauseFor(effect: AnyEffect): AttemptWait | Pause {
  return effect instanceof AttemptWait ? effect : new Pause(effect)
}

/** Is given what came of a wait: an exit, or an Effect that somebody has to run from here on. */
export type Resume = (end: AnyEffect) => void

/** An Effect that can also be waited for without a fiber. */
export abstract class NativeSource extends Effectable.Class<unknown, unknown, unknown> {
  /** Whether it needs no fiber as far as is known. */
  abstract readonly isNative: boolean
  /** Where what it waits for first stands. */
  abstract readonly at: Position
  /** Listens from now on to the promise that it waits for first, for somebody who stands in `unattended`. */
  abstract listen(): void
  /** Goes on from now on. It can be attached once. */
  abstract attach(resume: Resume): void
  /** Ends what it waits for; what it has given over is not ended a second time. */
  abstract interrupt(): Effect.Effect<void>
}

/** What can be waited for without a fiber behind a pause. */
export function nativeSource(wait: AttemptWait | Pause): NativeSource | undefined {
  if (!(wait instanceof Pause)) return undefined
  const { effect } = wait
  return effect instanceof NativeSource && effect.isNative ? effect : undefined
}
