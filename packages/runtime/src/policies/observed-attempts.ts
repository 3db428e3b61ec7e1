import type * as Effect from "effect/Effect"
import { observeStep } from "../events/observe-step.ts"
import { stepPath } from "../runner/position.ts"
import { runAttempts } from "./attempts.ts"
import type { StepLife } from "./attempts.ts"

/** Makes the attempts of a step, and tells whoever watches. */
export function observedAttempts(life: StepLife): Effect.Effect<unknown, unknown, unknown> {
  const { observer } = life.at.execution
  if (observer === undefined) return runAttempts(life)
  return observeStep(runAttempts, life, { observer, path: stepPath(life.at, life.step.name) })
}
