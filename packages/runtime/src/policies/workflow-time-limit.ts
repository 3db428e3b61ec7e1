import type * as Effect from "effect/Effect"
import { WorkflowTimeout } from "../failures/workflow-timeout.ts"
import type { Recorder } from "../runner/recorder.ts"
import { limitTime } from "./time-limit.ts"

type AnyEffect = Effect.Effect<unknown, unknown, unknown>

/** How long an execution may take. */
export interface Timeout {
  readonly limit: (execution: AnyEffect, workflow: string, recorder: Recorder | undefined) => AnyEffect
}

/**
 * Limits how long an execution may take, in milliseconds.
 *
 * @since 0.1.0
 */
export function timeLimit(timeoutMs: number): Timeout {
  return {
    limit: (execution, workflow, recorder) => {
      const failure = (): WorkflowTimeout => new WorkflowTimeout({ workflow, timeoutMs })
      return recorder === undefined
        ? limitTime(execution, timeoutMs, failure)
        : recorder.limit(execution, timeoutMs, failure)
    },
  }
}
