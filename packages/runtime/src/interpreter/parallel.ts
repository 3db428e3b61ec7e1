import type { ParallelNode } from "@millrace/plan"
import { parallel } from "../verbs/parallel.ts"
import type { Branches, ParallelOptions } from "../verbs/parallel.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { assertName, valuesOf } from "./scope.ts"

/** Compiles a `parallel`: each branch's value stands under its own name. */
export function compileParallel(node: ParallelNode, options: CompileOptions): CompiledNode {
  const { concurrency, minimumSuccess, summary } = node
  const compiled = node.branches.map(({ name, block }) => {
    assertName(name)
    return { name, block: compileBlock(block, options) }
  })
  if (summary !== undefined) assertName(summary)
  const parallelOptions: ParallelOptions = {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(minimumSuccess === undefined ? {} : { minimumSuccess }),
    ...(summary === undefined ? {} : { summary }),
  }
  return {
    run: (at, scope) => {
      const branches: Branches = Object.fromEntries(
        compiled.map(({ name, block }) => [name, (within: typeof at) => block(within, scope)]),
      )
      return parallel(at, branches, parallelOptions)
    },
    bind: (scope, values) => ({ ...scope, ...valuesOf(values) }),
    valueOf: () => undefined,
  }
}
