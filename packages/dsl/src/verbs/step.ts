import type { AnyActivity, DeadlineExceeded, DurationInput, RetryPolicy, StepNode, StepTimeout } from "@millrace/plan"
import { checkDuration, checkName, checkRetry, freezeRetry } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import type { Entry, Scope } from "../scope.ts"
import type { Fitting } from "../sentences.ts"

/** How a step runs its activity. `Tag` is one of the activity's failures. */
export interface StepOptions<Tag extends string = string> {
  /** Instead of the activity's own policy. */
  readonly retry?: RetryPolicy<Tag>
  /** How long one attempt may take; then it fails with `StepTimeout`, which is retried like other failures. */
  readonly timeout?: DurationInput
  /** How long all attempts together may take; then the step fails with `DeadlineExceeded`. */
  readonly deadline?: DurationInput
}

/** What a `timeout` adds to a step's failures. */
export type StepTimeoutFailure<Options> = Options extends { readonly timeout: DurationInput } ? StepTimeout : never
/** What a `deadline` adds to a step's failures. */
export type StepDeadlineFailure<Options> = Options extends { readonly deadline: DurationInput }
  ? DeadlineExceeded
  : never

/** The arguments after the activity: the mapping may be left out when the scope itself fits the activity's input. */
export type StepArguments<Entries extends Entry, Input, Given, Options> =
  ScopeFits<Entries, Input> extends true
    ? [map?: (scope: Scope<Entries>) => Fitting<Input, Given, "an input of this activity">, options?: Options]
    : [map: (scope: Scope<Entries>) => Fitting<Input, Given, "an input of this activity">, options?: Options]

type ScopeFits<Entries extends Entry, Input> = unknown extends Input
  ? true
  : [void] extends [Input]
    ? true
    : [keyof Input] extends [Entries[0]]
      ? { readonly [Name in keyof Input]: Extract<Entries, readonly [Name, unknown]>[1] } extends Input
        ? true
        : false
      : false

/** Makes the node of `.step`. */
export function parseStep(
  name: string,
  activity: AnyActivity,
  rest: { readonly mapping: LiveMapping | undefined; readonly options: StepOptions | undefined },
): StepNode {
  const { mapping, options = {} } = rest
  checkName(name)
  checkRetry(name, options.retry)
  checkDuration(name, "timeout", options.timeout)
  checkDuration(name, "deadline", options.deadline)
  return {
    kind: "step",
    name,
    activity,
    ...(mapping === undefined ? {} : { mapping }),
    ...(options.retry === undefined ? {} : { retry: freezeRetry(options.retry) }),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.deadline === undefined ? {} : { deadline: options.deadline }),
  }
}
