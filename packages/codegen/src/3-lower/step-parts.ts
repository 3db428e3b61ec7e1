import type { RetryPolicy, StepNode } from "@millrace/plan"
import type { SourceActivity, SourceCode } from "../1-load/source-code.ts"
import { attemptPolicies } from "./attempt-policies.ts"
import { keepExpression } from "./author-code/keep-expression.ts"
import type { CallExpression, Expression } from "./expression.ts"
import { callAbi, literal } from "./expression.ts"
import type { LiteralValue } from "./expression.ts"
import { millis, policyLiteral } from "./literals.ts"
import { operationOptions } from "./operation-options.ts"

/** Gives a step's activity, `withSchemas` where it declares schemas or may do so. */
export function calledActivity(activity: SourceActivity): Expression {
  const called = keepExpression(activity.reference)
  return isChecked(activity) ? callAbi("withSchemas", called) : called
}

/** Tells whether an activity declares schemas, or may do so. */
export function isChecked({ options }: SourceActivity): boolean {
  return declaresAny(options, ["input", "output"])
}

/**
 * Gives how attempts of a step are made, `withPolicies({ timeout: 30_000 })`: nothing where neither the step nor its activity
 * says anything about it.
 */
export function stepPolicies(
  node: StepNode<SourceCode>,
  flowRetry: RetryPolicy | undefined,
  isInSaga: boolean,
): ReadonlyArray<CallExpression> {
  const { activity, onFailure, compensate, pool, rateLimit, cache } = node
  const options = operationOptions({
    ...attemptPolicies(node, flowRetry),
    // A step with a policy of its own does not need the workflow's, but what undoes it may.
    ...(isInSaga && flowRetry !== undefined ? { defaultRetry: policyLiteral(flowRetry) } : {}),
    onFailure,
    compensate: compensate && calledActivity(compensate.activity),
    pool: pool && callAbi("placesOf", keepExpression(pool.reference)),
    rateLimit: rateLimit && callAbi("turnsOf", keepExpression(rateLimit.reference)),
    cache: cache && callAbi("cache", literal(cacheOptions(cache))),
  })
  const isPlain = options.length === 0 && !declaresAny(activity.options, ["retry", "timeout", "compensate"])
  return isPlain ? [] : [callAbi("withPolicies", ...options)]
}

function declaresAny(options: SourceActivity["options"], names: ReadonlyArray<string>): boolean {
  return options === undefined || names.some((name) => options.has(name))
}

function cacheOptions({ ttl, maximumSize }: NonNullable<StepNode<SourceCode>["cache"]>): LiteralValue {
  return { ttl: millis(ttl), maximumSize }
}
