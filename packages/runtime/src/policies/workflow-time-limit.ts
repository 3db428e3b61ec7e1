import type * as Effect from "effect/Effect"
import { WorkflowTimeout } from "../failures/workflow-timeout.ts"
import { limitTime } from "./time-limit.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** How long an execution may take. */
export interface Timeout {
  readonly limit: (execution: AnyEffect, workflow: string) => AnyEffect
}

/**
 * Limits how long an execution may take, in milliseconds.
 *
 * @since 0.1.0
 */
export function timeLimit(timeoutMs: number): Timeout {
  return {
    limit: (execution, workflow) => limitTime(execution, timeoutMs, () => new WorkflowTimeout({ workflow, timeoutMs })),
  }
}
