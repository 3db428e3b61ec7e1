import { PlanError } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { beginBlock } from "../runner/block.ts"
import type { FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { branchPosition, stepPath } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { tellBranch } from "./branch.ts"
import type { BodyIn, BranchBodies, Branches } from "./parallel.ts"

/** What a race gives: the value of the branch that won, and its name. */
export type RaceValue<All extends BranchBodies> = {
  readonly [Name in keyof All & string]: { readonly branch: Name; readonly value: ValueOf<All[Name]> }
}[keyof All & string]

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/**
 * Starts branches together, and gives the first success.
 *
 * **Details**
 *
 * The other branches are interrupted, and their cleanup is waited for. When all fail, the race fails as the branch that is
 * written first; a defect in any branch fails it at once.
 *
 * **Example**
 *
 * ```ts
 * const first = yield* race(at, "first", {
 *   found: (at) => findStep(at, { id }),
 *   fixed: (at) => fixedStep(at, { id }),
 * })
 * ```
 *
 * @since 0.1.0
 */
export function race<All extends BranchBodies>(
  at: Position,
  name: string,
  branches: { readonly [Name in keyof All]: (at: Position) => All[Name] },
): Effect.Effect<RaceValue<All>, FailureOf<BodyIn<All>>, RequirementsOf<BodyIn<All>>>
export function race(at: Position, name: string, branches: Branches): AnyEffect {
  const named = Object.entries(branches)
  if (named.length === 0) {
    return Exit.die(new PlanError("PLAN.RACE_EMPTY", `race '${stepPath(at, name)}' has no branches`))
  }
  const { observer, recorder } = at.execution
  const winner = recorder?.decided(stepPath(at, name))
  const failures = new Map<number, Cause.Cause<unknown>>()
  /** What a branch has died of: a race that is interrupted asks no branch any more what it has come to. */
  let died: Cause.Cause<unknown> | undefined
  const noteDeath = (exit: Exit.Exit<unknown, unknown>): Effect.Effect<void> => {
    if (exit._tag === "Failure" && Cause.hasDies(exit.cause)) died ??= exit.cause
    return Effect.void
  }
  const lost = (cause: Cause.Cause<unknown>, index: number): AnyEffect => {
    if (!cause.reasons.every(Cause.isFailReason)) return Exit.failCause(cause)
    failures.set(index, cause)
    return failures.size < named.length ? Effect.never : Exit.failCause(failures.get(0) ?? cause)
  }
  const run = ([branch, body]: (typeof named)[number], index: number): AnyEffect =>
    Effect.matchCauseEffect(
      Effect.onExit(
        Effect.suspend(() => beginBlock(body, branchPosition(at, name, branch), undefined, undefined)),
        noteDeath,
      ),
      {
        onFailure: (cause) => lost(cause, index),
        // Which branch has won in an earlier life wins again.
        onSuccess: (value) => ((winner ?? branch) === branch ? Exit.succeed({ branch, value }) : Effect.never),
      },
    )
  const first = Effect.onExit(Effect.raceAllFirst(named.map(run)), (exit) =>
    died !== undefined && exit._tag === "Failure" && Cause.hasInterruptsOnly(exit.cause)
      ? Exit.failCause(died)
      : Effect.void,
  )
  if (observer === undefined && recorder === undefined) return first
  return Effect.map(first, (won) => {
    // A branch of the race gives nothing else, which its erased type cannot say.
    const { branch } = won as { readonly branch: string }
    tellBranch(at, name, branch)
    return won
  })
}
