import type { Compensation, StepNode } from "@millrace/plan"
import * as Exit from "effect/Exit"
import { cache } from "../caches/step-cache.ts"
import { optionalMillis } from "../policies/policy-millis.ts"
import { skipStep, untypedStep } from "../verbs/step.ts"
import type { AnyExtras, StepOptions } from "../verbs/step.ts"
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
    ...(compensate === undefined ? {} : { compensate: compensate.activity }),
    ...(pool === undefined ? {} : { pool }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(kept === undefined ? {} : { cache: cache(kept) }),
  }
  const run = untypedStep(name, activity, options)
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
