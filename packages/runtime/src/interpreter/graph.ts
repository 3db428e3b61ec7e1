import type { GraphNode, ScopeValues } from "@millrace/plan"
import { graph } from "../verbs/graph.ts"
import type { GraphHandle, GraphOptions } from "../verbs/graph.ts"
import type { BlockBody } from "../runner/block.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { assertName, valuesOf } from "./scope.ts"

/** Compiles a `graph`: each node sees what the graph sees and what it needs. */
export function compileGraph({ members, concurrency }: GraphNode, options: CompileOptions): CompiledNode {
  const compiled = members.map(({ name, needs, block }) => {
    assertName(name)
    return { name, needs, block: compileBlock(block, options) }
  })
  const graphOptions: GraphOptions = concurrency === undefined ? {} : { concurrency }
  return {
    run: (at, scope) =>
      graph(
        at,
        (g) => {
          const handles: Record<string, GraphHandle<BlockBody>> = {}
          for (const { name, needs, block } of compiled) {
            const needed = needs.flatMap((need) => handles[need] ?? [])
            handles[name] = g.node(name, needed, (within, ...values) => block(within, seen(scope, needs, values)))
          }
          return handles
        },
        graphOptions,
      ),
    bind: (scope, values) => ({ ...scope, ...valuesOf(values) }),
    valueOf: () => undefined,
  }
}

function seen(scope: ScopeValues, needs: ReadonlyArray<string>, values: ReadonlyArray<unknown>): ScopeValues {
  return { ...scope, ...Object.fromEntries(needs.map((need, index) => [need, values[index]])) }
}
