import type { RetryPolicy } from "@millrace/plan"
import * as Cause from "effect/Cause"
import { tagOf } from "../events/failure-facts.ts"
import { policyMillis } from "./policy-millis.ts"

/** A retry policy with its defaults filled in and its durations in milliseconds. */
export interface CompiledRetry {
  readonly maximumAttempts: number
  readonly initialMs: number
  readonly coefficient: number
  readonly maximumMs: number
  readonly jitter: number
  readonly nonRetryable: ReadonlySet<string>
  readonly retryDefects: boolean
}

/** Fills in the defaults of a retry policy, which are Temporal's but for three attempts instead of any number. */
export function compileRetry(policy: RetryPolicy | undefined): CompiledRetry | undefined {
  if (policy === undefined) return undefined
  const initialMs = policyMillis(policy.initialInterval ?? 1_000)
  return {
    maximumAttempts: policy.maximumAttempts ?? 3,
    initialMs,
    coefficient: policy.backoffCoefficient ?? 2,
    maximumMs: policyMillis(policy.maximumInterval ?? 100 * initialMs),
    jitter: policy.jitter ?? 0,
    nonRetryable: new Set(policy.nonRetryable),
    retryDefects: policy.retryDefects ?? false,
  }
}

/** Gives the wait after an attempt, in milliseconds, before jitter. */
export function backoffMs(retry: CompiledRetry, attempt: number): number {
  return Math.min(retry.initialMs * retry.coefficient ** (attempt - 1), retry.maximumMs)
}

/** Moves a wait at random by up to the policy's `jitter`; `random` is from 0 to 1. */
export function jitteredMs(retry: CompiledRetry, delayMs: number, random: number): number {
  return delayMs * (1 + retry.jitter * (2 * random - 1))
}

/** Whether what ended an attempt is worth another one: typed failures are, unless named; defects only when asked for. */
export function isRetryable(retry: CompiledRetry, cause: Cause.Cause<unknown>): boolean {
  if (cause.reasons.some(Cause.isInterruptReason)) return false
  if (cause.reasons.some(Cause.isDieReason)) return retry.retryDefects
  const failure = cause.reasons.find(Cause.isFailReason)
  return failure !== undefined && !retry.nonRetryable.has(tagOf(failure.error) ?? "")
}
