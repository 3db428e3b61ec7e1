import type { AttemptPolicies, DeadlineExceeded, DurationInput, RetryPolicy, StepTimeout } from "@millrace/plan"
import { checkDuration, checkRetry, freezeRetry } from "./check.ts"

/** How the attempts of a step or an agent call are made. `Tag` is one of the failures. */
export interface AttemptOptions<Tag extends string = string> {
  /** Instead of the activity's own policy. */
  readonly retry?: RetryPolicy<Tag | "StepTimeout">
  /** How long one attempt may take; then it fails with `StepTimeout`, which is retried like other failures. */
  readonly timeout?: DurationInput
  /** How long all attempts together may take; then the step fails with `DeadlineExceeded`. */
  readonly deadline?: DurationInput
}

/** What a `timeout` adds to the failures. */
export type TimeoutFailure<Options> = Options extends { readonly timeout: DurationInput } ? StepTimeout : never
/** What a `deadline` adds to the failures. */
export type DeadlineFailure<Options> = Options extends { readonly deadline: DurationInput } ? DeadlineExceeded : never

/** Gives the policies of a node. */
export function parseAttempts(name: string, options: AttemptOptions): AttemptPolicies {
  const { retry, timeout, deadline } = options
  checkRetry(name, retry)
  checkDuration(name, "timeout", timeout)
  checkDuration(name, "deadline", deadline)
  return {
    ...(retry === undefined ? {} : { retry: freezeRetry(retry) }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(deadline === undefined ? {} : { deadline }),
  }
}
