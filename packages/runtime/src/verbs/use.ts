import type { AnyResource, Resource } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { endUnattended } from "../attempts/end-unattended.ts"
import { endingOf, messageOf } from "../events/failure-facts.ts"
import { attachCleanupFailures } from "../failures/cleanup-failures.ts"
import { ReleaseFailed } from "../failures/release-failed.ts"
import { beginBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { blockPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Acquires a resource, runs a body with it, and releases it however the body ends.
 *
 * **Details**
 *
 * Owns the life of the resource:
 * 1. what was acquired is released exactly once, also when the execution is cancelled while it is being acquired;
 * 2. the release cannot be interrupted, and is waited for;
 * 3. what goes wrong in the release never takes the place of what went wrong in the body: it is attached to that
 *    (`cleanupFailures`), and is a defect only where the body has succeeded.
 *
 * **Example**
 *
 * ```ts
 * const used = yield* use(at, "used", connection, function* (at, resource) {
 *   return yield* queryStep(at, { connection: resource })
 * })
 * ```
 *
 * @since 0.1.0
 */
export function use<Value, Failure, Requirements, Body extends BlockBody>(
  at: Position,
  name: string,
  resource: Resource<Value, Failure, Requirements>,
  body: (at: Position, resource: Value) => Body,
): Effect.Effect<ValueOf<Body>, Failure | FailureOf<Body>, Requirements | RequirementsOf<Body>>
export function use(
  at: Position,
  name: string,
  resource: AnyResource,
  body: (at: Position, resource: unknown) => BlockBody,
): AnyEffect {
  const held: Held = { at, name, resource }
  const { recorder } = at.execution
  return Effect.uninterruptibleMask((restore) => {
    const controller = new AbortController()
    let acquired: AnyEffect | undefined
    const begin = (): AnyEffect => (acquired = acquire(resource, controller.signal))
    const begun = recorder === undefined ? begin() : recorder.acquire(stepPath(at, name), Effect.suspend(begin))
    return Effect.matchCauseEffect(restore(begun), {
      onFailure: (cause) => {
        controller.abort()
        if (acquired === undefined || !Cause.hasInterrupts(cause)) return Exit.failCause(cause)
        return Effect.matchCauseEffect(acquired, {
          onFailure: () => Exit.failCause(cause),
          onSuccess: (value) => released(held, value, Exit.failCause(cause)),
        })
      },
      onSuccess: (value) => {
        const within = blockPosition(at, name)
        const ran = Effect.exit(restore(Effect.suspend(() => beginBlock(body, within, value, undefined))))
        return Effect.flatMap(ran, (exit) => {
          const release = released(held, value, exit)
          return exit._tag === "Success" ? release : Effect.flatMap(endUnattended(within), () => release)
        })
      },
    })
  })
}

/** An Effect is run as one piece; a promise is waited for, as often as it takes, and can be told to end early. */
function acquire(resource: AnyResource, abortSignal: AbortSignal): AnyEffect {
  try {
    const given = resource.acquire({ abortSignal })
    return Effect.isEffect(given) ? onceUninterrupted(given) : awaited(given)
  } catch (thrown) {
    return Exit.die(thrown)
  }
}

/** Runs an effect whole the first time, and gives how it ended every time. */
function onceUninterrupted(effect: AnyEffect): AnyEffect {
  let ended: Exit.Exit<unknown, unknown> | undefined
  const run = Effect.flatMap(Effect.exit(effect), (exit) => {
    ended = exit
    return exit
  })
  return Effect.suspend(() => ended ?? Effect.uninterruptible(run))
}

function awaited(given: unknown): AnyEffect {
  if (!isPromiseLike(given)) return Exit.succeed(given)
  const promise = Promise.resolve(given)
  promise.catch(() => undefined)
  return Effect.callback((resume) => {
    promise.then(
      (value) => resume(Exit.succeed(value)),
      (reason: unknown) => resume(Exit.die(reason)),
    )
  })
}

/** A resource, and the step that uses it. */
interface Held {
  readonly at: Position
  readonly name: string
  readonly resource: AnyResource
}

function released({ at, name, resource }: Held, value: unknown, ending: Exit.Exit<unknown, unknown>): AnyEffect {
  const release = Effect.suspend((): AnyEffect => {
    // What is released is what this resource's own acquire gave.
    const given = resource.release(value as never)
    return Effect.isEffect(given) ? given : awaited(given)
  })
  const { recorder } = at.execution
  const told = recorder === undefined ? release : recorder.release(stepPath(at, name), release)
  return Effect.matchCauseEffect(told, {
    onFailure: (cause) => {
      const error = Cause.squash(cause)
      const path = stepPath(at, name)
      const failed = new ReleaseFailed({ path, resource: resource.name, problem: messageOf(error), cause: error })
      if (ending._tag === "Success") return Exit.die(failed)
      attachCleanupFailures(at.execution.facts, [failed])
      const ended = endingOf(ending.cause)
      if (ended.kind === "failed") attachCleanupFailures(ended.error, [failed])
      return ending
    },
    onSuccess: () => ending,
  })
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function"
}
