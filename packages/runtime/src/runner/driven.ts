import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { EffectWait } from "../attempts/effect-wait.ts"
import { BlockWait } from "./block-wait.ts"
import { FiberDrive } from "./fiber-drive.ts"
import { NativeSource } from "./pause.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** Tells whether something that has begun can be waited for without a fiber. */
export function isNative(effect: AnyEffect): effect is BlockWait | NativeSource {
  if (effect instanceof BlockWait) return effect.isNative && effect.ending === undefined
  return effect instanceof NativeSource && effect.isNative
}

/** Something that a fiber runs, with what it comes to when it has ended. */
export type Driven = FiberDrive | AnyEffect

/** Gives what drives something that has begun in a fiber of its own. */
export function drivenInFiber(effect: AnyEffect): Driven {
  return effect instanceof BlockWait && effect.isFree && !effect.hasFrames ? new FiberDrive(effect) : effect
}

/** What a fiber runs of it, without what `outcomeOf` does. */
export function rawOf(driven: Driven): AnyEffect {
  if (driven instanceof FiberDrive) return driven.raw()
  return driven instanceof EffectWait && driven.isPlain ? driven.effect : driven
}

/** What the exit of that fiber comes to. */
export function outcomeOf(driven: Driven, exit: Exit.Exit<unknown, unknown>): Exit.Exit<unknown, unknown> {
  if (driven instanceof FiberDrive) return driven.ended(exit)
  return exit._tag === "Failure" && driven instanceof EffectWait && driven.isPlain ? driven.failed(exit.cause) : exit
}
