import type { ClosureExpression } from "../3-lower/expression.ts"
import type { RunnerModule } from "../3-lower/runner-module.ts"
import { mapBody } from "./map-bodies.ts"

/** A block that is one effect gives the effect instead of running it in a generator: `(at) => readStep(at, { path })`. */
export function singleStepBlocks(module: RunnerModule): RunnerModule {
  return {
    ...module,
    runners: module.runners.map((runner) => ({ ...runner, body: mapBody(runner.body, { closure: asExpression }) })),
  }
}

function asExpression(closure: ClosureExpression): ClosureExpression {
  const { statements, result } = closure.body
  if (!closure.generator || statements.length > 0 || result?.kind !== "yield") return closure
  return { ...closure, body: { statements: [], result: result.effect }, generator: false }
}
