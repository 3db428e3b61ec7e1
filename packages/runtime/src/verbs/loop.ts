import type { LoopExhausted as LoopExhaustedShape } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { LoopRecord } from "./loop-record.ts"
import { LoopExhausted } from "../failures/loop-exhausted.ts"
import { startBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { thenAgain } from "../runner/block-wait.ts"
import { isExit } from "../runner/ready.ts"
import { breathe } from "../runner/breathe.ts"
import { Pause, pauseFor } from "../runner/pause.ts"
import { repetitionPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

/** A test of a loop: the state, and the iteration that has just ended (`until`) or is about to begin (`while`). */
export type LoopTest<State> = (state: State, iteration: number) => boolean

/** When a loop ends. */
export type LoopOptions<State> = {
  /** The most iterations. */
  readonly max: number
  /** What happens when they are made and the loop is not done. @default "fail" */
  readonly onExhausted?: "fail" | "continue"
} & (
  | { readonly until: LoopTest<State>; readonly while?: never }
  | { readonly while: LoopTest<State>; readonly until?: never }
)

/** Anything when a body gives a state, else nothing that could be given. */
export type Fitting<Body, State> = ValueOf<Body> extends State ? unknown : never

/** The failure that running out of iterations brings in. */
export type ExhaustionFailure<Options> = Options extends { readonly onExhausted: "continue" }
  ? never
  : LoopExhaustedShape

/**
 * Carries a state through a body until a test holds, or while one does, and gives the last state.
 *
 * **Details**
 *
 * `until` is asked after each iteration, `while` before each one. Iterations count from 1.
 *
 * **Example**
 *
 * ```ts
 * const checked = yield* loop(at, "checked", { fields, quality: 0 }, (at, state) => scoreStep(at, state), {
 *   until: (state) => state.quality >= 0.8,
 *   max: 3,
 * })
 * ```
 *
 * @since 0.1.0
 */
export function loop<State, Body extends BlockBody, const Options extends LoopOptions<NoInfer<State>>>(
  at: Position,
  name: string,
  initial: State,
  body: (at: Position, state: NoInfer<State>, iteration: number) => Body & Fitting<Body, NoInfer<State>>,
  options: Options,
): Effect.Effect<State, FailureOf<Body> | ExhaustionFailure<Options>, RequirementsOf<Body>>
export function loop(
  at: Position,
  name: string,
  initial: unknown,
  body: (at: Position, state: unknown, iteration: number) => BlockBody,
  options: LoopOptions<unknown>,
): Effect.Effect<unknown, unknown, unknown> {
  const { observer, recorder } = at.execution
  const record = recorder && new LoopRecord(recorder, stepPath(at, name))
  const iterated = (iteration: number): void => {
    if (record?.isNew(iteration) === false) return
    observer?.emit(stepPath(at, name), { type: "loop.iterated", iteration })
  }
  const exhausted = (state: unknown): Exit.Exit<unknown, unknown> => {
    record?.end(options.max)
    if (options.onExhausted === "continue") return Exit.succeed(state)
    return Exit.fail(new LoopExhausted({ path: stepPath(at, name), iterations: options.max }))
  }
  let state = initial
  let iteration = 1
  let isBreathing = false
  const done = (iterations: number): Exit.Exit<unknown> => {
    record?.end(iterations)
    return Exit.succeed(state)
  }
  const iterate = (): Effect.Effect<unknown, unknown, unknown> => {
    for (;;) {
      if (options.while !== undefined && !options.while(state, iteration)) return done(iteration - 1)
      if (iteration > options.max) return exhausted(state)
      record?.begin(iteration)
      const effect = startBlock(body, repetitionPosition(at, name, iteration), state, iteration)
      if (!isExit(effect)) return pauseFor(effect)
      if (effect._tag === "Failure") return effect
      const end = ended(effect.value)
      if (end !== undefined) return end
    }
  }
  /** Ends an iteration; gives what there is to wait for, or the loop's end. */
  const ended = (next: unknown): Effect.Effect<unknown, unknown, unknown> | undefined => {
    state = next
    iterated(iteration)
    if (options.until?.(state, iteration) === true) return done(iteration)
    // Promises that are settled already let nothing but each other have a turn.
    isBreathing = iteration % breathe.every === 0
    iteration += 1
    return isBreathing ? new Pause(breathe.effect) : undefined
  }
  return thenAgain(iterate(), (next) => {
    const end = isBreathing ? undefined : ended(next)
    if (end !== undefined) return end
    isBreathing = false
    return iterate()
  })
}
