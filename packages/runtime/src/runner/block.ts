import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { AttemptWait } from "../attempts/attempt-wait.ts"
import { inCharge, thenAgain } from "./block-wait.ts"
import { Pause } from "./pause.ts"
import type { Position } from "./position.ts"
import { isExit, isReady } from "./ready.ts"

/** What a block's callback may return: an Effect, or a generator of Effects as `Effect.gen` takes it. */
export type BlockBody<Value = unknown, Failure = unknown, Requirements = unknown> =
  | Effect.Effect<Value, Failure, Requirements>
  | Generator<Effect.Effect<unknown, Failure, Requirements>, Value, never>

/** The value of a block. */
export type ValueOf<Body> =
  Body extends Effect.Effect<infer Value, infer _E, infer _R>
    ? Value
    : Body extends Generator<infer _Y, infer Value, infer _N>
      ? Value
      : never

/** What a block can fail with. */
export type FailureOf<Body> =
  Body extends Effect.Effect<infer _A, infer Failure, infer _R>
    ? Failure
    : Body extends Generator<infer Yielded, infer _A, infer _N>
      ? Effect.Error<Yielded>
      : never

/** The services a block needs. */
export type RequirementsOf<Body> =
  Body extends Effect.Effect<infer _A, infer _E, infer Requirements>
    ? Requirements
    : Body extends Generator<infer Yielded, infer _A, infer _N>
      ? Effect.Services<Yielded>
      : never

/** The Effect of a block with these types. */
export type BlockEffect<Body> = Effect.Effect<ValueOf<Body>, FailureOf<Body>, RequirementsOf<Body>>

/** A block's callback as verbs call it: where it stands, and up to two values. */
export type BlockCallback<First, Second> = (at: Position, first: First, second: Second) => BlockBody

/**
 * Begins a block, and gives the Effect that ends it.
 *
 * **Details**
 *
 * The block runs at once, as far as it comes without waiting: one whose steps all give plain values has ended when this
 * returns, and the Effect is an `Exit`. What the block throws is a defect.
 *
 * **Gotchas**
 *
 * The Effect continues the one block that has begun, so it can be run only once.
 */
export function beginBlock<First, Second>(
  callback: BlockCallback<First, Second>,
  at: Position,
  first: First,
  second: Second,
): Effect.Effect<unknown, unknown, unknown> {
  return inCharge(startBlock(callback, at, first, second))
}

/**
 * The same for a verb that takes charge itself of what the block waits for, in the same moment: it goes on with it
 * (`thenProceed`), or hands it to the block around it.
 */
export function startBlock<First, Second>(
  callback: BlockCallback<First, Second>,
  at: Position,
  first: First,
  second: Second,
): Effect.Effect<unknown, unknown, unknown> {
  try {
    const body = callback(at, first, second)
    if (isReady(body) || body instanceof AttemptWait || !isGenerator(body)) return body
    const begun = advance(body, undefined)
    return isExit(begun) ? begun : thenAgain(begun, (value) => advance(body, value))
  } catch (thrown) {
    return Exit.die(thrown)
  }
}

/** What all generators are made from, as something to ask `instanceof` for. */
const Generators = function (): void {
  // Nothing is made with it.
}
Generators.prototype = Object.getPrototypeOf(
  function* () {
    // Nor is this ever run.
  }.prototype,
)

/**
 * Tells a generator from an Effect.
 *
 * **Details**
 *
 * Each function that has been made with `function*` gives its generators a shape of their own, so that whoever asks a
 * generator for a property asks for the first time; who asks for what it is made from does not.
 */
function isGenerator(body: BlockBody): body is Exclude<BlockBody, Effect.Effect<unknown, unknown, unknown>> {
  return body instanceof Generators || typeof (body as { readonly next?: unknown }).next === "function"
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>
type AnyGenerator = Iterator<AnyEffect, unknown, unknown>

const nextOfGenerators: (this: AnyGenerator, sent: unknown) => IteratorResult<AnyEffect, unknown> =
  Generators.prototype.next

/** Goes on with a generator, by the method that all of them share. */
function resumed(body: AnyGenerator, sent: unknown): IteratorResult<AnyEffect, unknown> {
  return body instanceof Generators ? nextOfGenerators.call(body, sent) : body.next(sent)
}

/** Runs a block as far as it comes: to its end, or to what it has to wait for. */
function advance(body: AnyGenerator, sent: unknown): Effect.Effect<unknown, unknown, unknown> {
  try {
    let value = sent
    while (true) {
      const state = resumed(body, value)
      if (state.done === true) return Exit.succeed(state.value)
      const effect = state.value
      if (effect instanceof AttemptWait) return effect
      if (!isExit(effect)) return new Pause(effect)
      if (effect._tag === "Failure") return effect
      value = effect.value
    }
  } catch (thrown) {
    return Exit.die(thrown)
  }
}
