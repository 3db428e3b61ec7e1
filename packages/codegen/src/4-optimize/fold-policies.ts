import { durationMillis } from "@millrace/plan"
import type { DurationInput } from "@millrace/plan"
import type { Expression, LiteralValue, ObjectExpression } from "../3-lower/expression.ts"
import type { RunnerModule } from "../3-lower/runner-module.ts"

/** Writes the durations of retry policies as milliseconds, so that nothing is left to be read when the module is loaded. */
export function foldPolicies(module: RunnerModule): RunnerModule {
  return { ...module, definitions: module.definitions.map((each) => ({ ...each, value: folded(each.value) })) }
}

/** Policies stand in the options of a call: `withPolicies({ retry: ... })`. */
function folded(value: Expression): Expression {
  if (value.kind === "call") return { ...value, arguments: value.arguments.map(folded) }
  return value.kind === "object" ? foldedOptions(value) : value
}

function foldedOptions(options: ObjectExpression): ObjectExpression {
  const entries = options.entries.map(([key, value]): readonly [string, Expression] => {
    const isPolicy = (key === "retry" || key === "defaultRetry") && value.kind === "literal"
    return [key, isPolicy ? { ...value, value: foldedPolicy(value.value) } : value]
  })
  return { ...options, entries }
}

function foldedPolicy(policy: LiteralValue): LiteralValue {
  if (typeof policy !== "object" || policy === null || Array.isArray(policy)) return policy
  return Object.fromEntries(Object.entries(policy).map(([key, value]) => [key, foldedField(key, value)]))
}

function foldedField(key: string, value: LiteralValue): LiteralValue {
  if (!key.endsWith("Interval") || typeof value !== "string") return value
  // Loading has found it to be one.
  return durationMillis(value as DurationInput)
}
