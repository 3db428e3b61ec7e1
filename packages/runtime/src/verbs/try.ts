import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { tagOf } from "../events/failure-facts.ts"
import { startBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { blockPosition, branchPosition } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { ready } from "../runner/ready.ts"
import { framed, inCharge } from "../runner/block-wait.ts"
import { tellBranch } from "./branch.ts"

/** Handlers by tag, for the failures of a body. */
export type Handlers<Failure> = {
  readonly [Tag in Extract<Failure, { readonly _tag: string }>["_tag"]]?: (
    at: Position,
    error: Extract<Failure, { readonly _tag: Tag }>,
  ) => BlockBody
}

type HandlerBody<All> = {
  readonly [Tag in keyof All]: All[Tag] extends (...args: never) => infer Body ? Body : never
}[keyof All]

/**
 * Runs a body, and a handler in its stead when it fails with an error of a handled tag.
 *
 * **Details**
 *
 * Defects and interruptions are not handled. A failure that no handler is for stays as it is.
 *
 * **Example**
 *
 * ```ts
 * const paid = yield* tryCatch(at, "paid", (at) => chargeStep(at, order), {
 *   CardDeclined: (at, error) => noticeStep(at, { reason: error.reason }),
 * })
 * ```
 *
 * @since 0.1.0
 */
export function tryCatch<Body extends BlockBody, const All extends Handlers<FailureOf<Body>>>(
  at: Position,
  name: string,
  body: (at: Position) => Body,
  handlers: All,
): Effect.Effect<
  ValueOf<Body> | ValueOf<HandlerBody<All>>,
  Exclude<FailureOf<Body>, { readonly _tag: keyof All }> | FailureOf<HandlerBody<All>>,
  RequirementsOf<Body> | RequirementsOf<HandlerBody<All>>
>
export function tryCatch(
  at: Position,
  name: string,
  body: (at: Position) => BlockBody,
  handlers: Readonly<Record<string, ((at: Position, error: never) => BlockBody) | undefined>>,
): Effect.Effect<unknown, unknown, unknown> {
  const handle = (cause: Cause.Cause<unknown>): Effect.Effect<unknown, unknown, unknown> => {
    const error = handledError(cause)
    const tag = tagOf(error)
    const handler = tag !== undefined && Object.hasOwn(handlers, tag) ? handlers[tag] : undefined
    if (tag === undefined || handler === undefined) return Exit.failCause(cause)
    tellBranch(at, name, tag)
    const within = branchPosition(blockPosition(at, name), "catch", tag)
    // The handler under a tag takes the errors of that tag, which the index cannot say.
    return startBlock(handler as (at: Position, error: unknown) => BlockBody, within, error, undefined)
  }
  return framed(startBlock(body, branchPosition(at, name, "try"), undefined, undefined), {
    succeeded: ready,
    failed: (exit) => handle(exit.cause),
    around: (block) => Effect.catchCause(block, (cause) => inCharge(handle(cause))),
  })
}

/** The typed failure of a cause, unless a defect or interruption outweighs it. */
function handledError(cause: Cause.Cause<unknown>): unknown {
  if (!cause.reasons.every(Cause.isFailReason)) return undefined
  return cause.reasons.find(Cause.isFailReason)?.error
}
