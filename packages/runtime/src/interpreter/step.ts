import type { Compensation, StepNode } from "@millrace/plan"
import * as Exit from "effect/Exit"
import { withSchemas } from "../attempts/with-schemas.ts"
import { cache } from "../caches/step-cache.ts"
import { placesOf } from "../limits/pools.ts"
import { turnsOf } from "../limits/rate-windows.ts"
import { withPolicies } from "../policies/with-policies.ts"
import type { StepOptions } from "../policies/with-policies.ts"
import { optionalMillis } from "../policies/policy-millis.ts"
import { skipStep, step } from "../verbs/step.ts"
import type { AnyExtras, AnyStep } from "../verbs/step.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding, withName } from "./scope.ts"
import type { MappingScope } from "./scope.ts"

/** Compiles a `step`: without a mapping the whole scope is its input. */
export function compileStep(node: StepNode, { defaultRetry }: CompileOptions): CompiledNode {
  const { name, activity, mapping, when, retry, onFailure, compensate, pool, rateLimit, cache: kept } = node
  const timeout = optionalMillis(node.timeout)
  const deadline = optionalMillis(node.deadline)
  const options: StepOptions = {
    ...(retry === undefined ? {} : { retry }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(defaultRetry === undefined ? {} : { defaultRetry }),
    ...(onFailure === undefined ? {} : { onFailure }),
    ...(compensate === undefined ? {} : { compensate: withSchemas(compensate.activity) }),
    ...(pool === undefined ? {} : { pool: placesOf(pool) }),
    ...(rateLimit === undefined ? {} : { rateLimit: turnsOf(rateLimit) }),
    ...(kept === undefined ? {} : { cache: cache(kept) }),
  }
  // The types of the builder have checked what the step is given.
  const run = step(name, withSchemas(activity), withPolicies(options)) as AnyStep
  const extrasOf = (scope: MappingScope): AnyExtras => ({
    ...(kept?.key === undefined ? {} : { cacheKey: String(callMapping(kept.key, scope)) }),
    ...(compensate === undefined ? {} : { undo: (output) => undoInput(compensate, withName(scope, name, output)) }),
  })
  return {
    run: (at, scope) => {
      if (when !== undefined && !callMapping(when, scope)) return Exit.succeed(skipStep(at, name))
      return run(at, mapping === undefined ? scope : callMapping(mapping, scope), extrasOf(scope))
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}

/** Without a mapping the whole scope, the step's own output in it, is the compensation's input. */
function undoInput({ mapping }: Compensation, scope: MappingScope): unknown {
  return mapping === undefined ? scope : callMapping(mapping, scope)
}
