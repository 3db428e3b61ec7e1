import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { endUnattended } from "../attempts/end-unattended.ts"
import { beginBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { sagaPosition } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { SagaLog } from "../sagas/saga-log.ts"
import { isExit } from "../runner/ready.ts"

/**
 * Runs a body, and when it fails or is interrupted undoes the steps that have finished in it.
 *
 * **Details**
 *
 * Compensations run one after the other, that of the step that finished last first, uninterrupted. The failure of the
 * body stays; what goes wrong in a compensation is attached to it (`cleanupFailures`). A step in a saga inside that
 * has succeeded belongs to the one around it.
 *
 * **Example**
 *
 * ```ts
 * const booked = yield* saga(at, "booked", function* (at) {
 *   const flight = yield* flightStep(at, { to: input.to })
 *   return yield* hotelStep(at, { near: flight.airport })
 * })
 * ```
 *
 * @since 0.1.0
 */
export function saga<Body extends BlockBody>(
  at: Position,
  name: string,
  body: (at: Position) => Body,
): Effect.Effect<ValueOf<Body>, FailureOf<Body>, RequirementsOf<Body>>
export function saga(
  at: Position,
  name: string,
  body: (at: Position) => BlockBody,
): Effect.Effect<unknown, unknown, unknown> {
  const log = new SagaLog(at.execution, at.saga)
  const within = sagaPosition(at, name, log)
  const effect = beginBlock(body, within, undefined, undefined)
  if (!isExit(effect)) return Effect.onExit(effect, (exit) => ended(log, within, exit))
  if (effect._tag === "Failure") return Effect.uninterruptible(Effect.flatMap(log.compensate(effect), () => effect))
  log.succeed()
  return effect
}

function ended(log: SagaLog, within: Position, exit: Exit.Exit<unknown, unknown>): Effect.Effect<void, never, unknown> {
  if (exit._tag === "Success") return Effect.sync(() => log.succeed())
  return Effect.flatMap(endUnattended(within), () => log.compensate(exit))
}
