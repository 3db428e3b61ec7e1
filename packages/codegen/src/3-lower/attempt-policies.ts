import type { AttemptPolicies, RetryPolicy } from "@millrace/plan"
import type { LiteralValue } from "./expression.ts"
import { optionalMillis, policyLiteral } from "./literals.ts"

/** Gives the options that say how attempts are made; the flow's retry policy is the default. */
export function attemptPolicies(
  { retry, timeout, deadline }: AttemptPolicies,
  flowRetry: RetryPolicy | undefined,
): Readonly<Record<string, LiteralValue>> {
  return {
    retry: retry && policyLiteral(retry),
    timeout: optionalMillis(timeout),
    deadline: optionalMillis(deadline),
    defaultRetry: retry === undefined && flowRetry !== undefined ? policyLiteral(flowRetry) : undefined,
  }
}
