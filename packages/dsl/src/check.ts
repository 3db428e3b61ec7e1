import { durationMillis, PlanError } from "@millrace/plan"
import type { Concurrency, DurationInput, RetryPolicy } from "@millrace/plan"

const reservedNames: ReadonlySet<string> = new Set([
  "input",
  "vars",
  "item",
  "index",
  "state",
  "iteration",
  "error",
  "resource",
  "__proto__",
])

/** Refuses a name that the type checker did not see, because it was circumvented or absent. */
export function checkName(name: string): void {
  if (typeof name !== "string" || name === "") {
    throw new PlanError("NAME.EMPTY", "a name is a string with at least one character")
  }
  if (reservedNames.has(name)) throw new PlanError("NAME.RESERVED", `'${name}' is a reserved name`)
}

/** Refuses a duration that is not one. */
export function checkDuration(owner: string, option: string, duration: DurationInput | undefined): void {
  if (duration === undefined || durationMillis(duration) !== undefined) return
  throw new PlanError(
    "OPTION.DURATION_INVALID",
    `'${owner}' has ${option} '${duration}', but a duration is milliseconds or a text such as "5 minutes"`,
  )
}

/** Refuses a concurrency that no execution can keep. */
export function checkConcurrency(owner: string, concurrency: Concurrency | undefined): void {
  if (concurrency === undefined || concurrency === "unbounded") return
  checkCount(owner, "concurrency", concurrency)
}

/** Refuses a count that is not a whole number from 1. */
export function checkCount(owner: string, option: string, count: number): void {
  if (Number.isInteger(count) && count >= 1) return
  throw new PlanError("OPTION.COUNT_INVALID", `'${owner}' has ${option} ${count}, but it is a whole number from 1`)
}

/** Refuses a share that is not between 0 and 1. */
export function checkShare(owner: string, option: string, share: number | undefined): void {
  if (share === undefined || (share >= 0 && share <= 1)) return
  throw new PlanError("OPTION.SHARE_INVALID", `'${owner}' has ${option} ${share}, but it is a number from 0 to 1`)
}

/** Refuses a retry policy with impossible numbers. */
export function checkRetry(owner: string, retry: RetryPolicy | undefined): void {
  if (retry === undefined) return
  if (retry.maximumAttempts !== undefined) checkCount(owner, "retry.maximumAttempts", retry.maximumAttempts)
  checkDuration(owner, "retry.initialInterval", retry.initialInterval)
  checkDuration(owner, "retry.maximumInterval", retry.maximumInterval)
  checkShare(owner, "retry.jitter", retry.jitter)
  if (retry.backoffCoefficient !== undefined && !(retry.backoffCoefficient >= 1)) {
    throw new PlanError(
      "OPTION.BACKOFF_INVALID",
      `'${owner}' has retry.backoffCoefficient ${retry.backoffCoefficient}, but it is a number from 1`,
    )
  }
}

/** Gives a frozen copy of a retry policy. */
export function freezeRetry(retry: RetryPolicy): RetryPolicy {
  const { nonRetryable, ...numbers } = retry
  return Object.freeze(
    nonRetryable === undefined ? numbers : { ...numbers, nonRetryable: Object.freeze([...nonRetryable]) },
  )
}
