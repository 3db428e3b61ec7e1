import type { StepNode } from "@millrace/plan"
import * as Exit from "effect/Exit"
import { optionalMillis } from "../policies/policy-millis.ts"
import { skipStep, step } from "../verbs/step.ts"
import type { StepFunction, StepOptions } from "../verbs/step.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `step`: without a mapping the whole scope is its input. */
export function compileStep(node: StepNode, { defaultRetry }: CompileOptions): CompiledNode {
  const { name, activity, mapping, when, retry, onFailure } = node
  const timeout = optionalMillis(node.timeout)
  const deadline = optionalMillis(node.deadline)
  const options: StepOptions = {
    ...(retry === undefined ? {} : { retry }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(defaultRetry === undefined ? {} : { defaultRetry }),
    ...(onFailure === undefined ? {} : { onFailure }),
  }
  // What the activity takes and gives is known to the builder that put it into the plan.
  const run = step(name, activity, options) as StepFunction<unknown, unknown, unknown, unknown>
  return {
    run: (at, scope) => {
      if (when !== undefined && !callMapping(when, scope)) return Exit.succeed(skipStep(at, name))
      return run(at, mapping === undefined ? scope : callMapping(mapping, scope))
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}
