import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { endUnattended } from "../attempts/end-unattended.ts"
import { startBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { framed } from "../runner/block-wait.ts"
import { sagaPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { ready } from "../runner/ready.ts"
import { SagaLog } from "../sagas/saga-log.ts"

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
  const log = new SagaLog(at.execution, at.saga, () => stepPath(at, name))
  const within = sagaPosition(at, name, log)
  return framed(startBlock(body, within, undefined, undefined), {
    succeeded: (value) => {
      log.succeed()
      return ready(value)
    },
    failed: (exit) => Effect.uninterruptible(Effect.flatMap(undone(log, within, exit), () => exit)),
    interrupted: () => undone(log, within, { cause: Cause.interrupt() }),
    around: (block) =>
      Effect.onExit(block, (exit) =>
        exit._tag === "Success" ? Effect.sync(() => log.succeed()) : undone(log, within, exit),
      ),
  })
}

function undone(
  log: SagaLog,
  within: Position,
  failure: { readonly cause: Cause.Cause<unknown> },
): Effect.Effect<void, never, unknown> {
  return Effect.flatMap(endUnattended(within), () => log.compensate(failure))
}
