import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import { endAttempts } from "../attempts/end-attempts.ts"
import { endingOf } from "../events/failure-facts.ts"
import { attachCleanupFailures, cleanupFailures } from "../failures/cleanup-failures.ts"
import type { Execution } from "./execution.ts"

/** Ends what has begun without anybody waiting for it: attempts first, for a saga may have to undo what they have done. */
export function endExecution(
  execution: Execution,
  exit: Exit.Exit<unknown, unknown>,
): Effect.Effect<void, never, unknown> {
  const { unattended, sagas, facts } = execution
  if (exit._tag === "Success" && unattended.size === 0) return Effect.void
  return Effect.flatMap(endAttempts(unattended), () => {
    if (exit._tag === "Success" || execution.recorder?.isSuspended === true) return Effect.void
    const nothing: Effect.Effect<void, never, unknown> = Effect.void
    const compensated = [...sagas].reduceRight((all, log) => Effect.flatMap(all, () => log.compensate(exit)), nothing)
    return Effect.flatMap(compensated, () => {
      const ending = endingOf(exit.cause)
      if (ending.kind === "failed") attachCleanupFailures(ending.error, cleanupFailures(facts))
      return Effect.void
    })
  })
}
