import type { ClosureExpression } from "../3-lower/expression.ts"
import type { RunnerModule } from "../3-lower/runner-module.ts"
import { mapBody } from "./map-bodies.ts"
import { waits } from "./waits.ts"

/**
 * A block that waits only for what it comes to gives that instead of running it in a generator: `(at) => readStep(at, { path })`.
 *
 * **Details**
 *
 * It may compute something first. A generator that is made in a run costs more than all else of such a block, for the engine
 * describes its objects anew each time.
 */
export function singleStepBlocks(module: RunnerModule): RunnerModule {
  return {
    ...module,
    runners: module.runners.map((runner) => ({ ...runner, body: mapBody(runner.body, { closure: asFunction }) })),
  }
}

function asFunction(closure: ClosureExpression): ClosureExpression {
  const { statements, result } = closure.body
  if (!closure.generator || result?.kind !== "yield" || statements.some(waits)) return closure
  return { ...closure, body: { ...closure.body, result: result.effect }, generator: false }
}
