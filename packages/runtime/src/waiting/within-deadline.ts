import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { DeadlineExceeded } from "../failures/deadline-exceeded.ts"
import { beginBlock } from "../runner/block.ts"
import type { BlockBody } from "../runner/block.ts"
import { branchPosition } from "../runner/position.ts"
import { tellBranch } from "../verbs/branch.ts"
import type { Position } from "../runner/position.ts"

/** A wait for somebody outside: where it stands, how long it may take, and what happens then. */
export interface Wait {
  readonly at: Position
  readonly name: string
  readonly path: string
  /** How long it may take, as its author has said. */
  readonly deadlineMs: number | undefined
  /** How much of that is left. @default all of it */
  readonly leftMs?: number
  readonly onDeadline: ((at: Position) => BlockBody) | undefined
}

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Waits until `arrival` ends, or the deadline passes: then the `onDeadline` block runs, or the wait fails.
 *
 * **Details**
 *
 * `lastLook` is asked when the deadline has passed: what came in the same moment is taken, for its sender has been told.
 */
export function withinDeadline(
  wait: Wait,
  arrival: AnyEffect,
  lastLook: () => AnyEffect | undefined = () => undefined,
): AnyEffect {
  if (wait.deadlineMs === undefined) return arrival
  return Effect.timeoutOrElse(arrival, {
    duration: wait.leftMs ?? wait.deadlineMs,
    orElse: () => lastLook() ?? escalate(wait),
  })
}

/** What happens when the deadline has passed. */
export function escalate({ at, name, path, deadlineMs, onDeadline }: Wait): AnyEffect {
  if (onDeadline === undefined) return Exit.fail(new DeadlineExceeded({ path, deadlineMs: deadlineMs ?? 0 }))
  tellBranch(at, name, "onDeadline")
  return beginBlock(onDeadline, branchPosition(at, name, "onDeadline"), undefined, undefined)
}
