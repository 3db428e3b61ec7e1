import type { ForEachNode } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { forEach } from "../verbs/for-each.ts"
import type { ForEachOptions, ItemCallback } from "../verbs/for-each.ts"
import type { BlockBody } from "../runner/block.ts"
import type { Position } from "../runner/position.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { assertName, callMapping, itself, nameBinding, withName } from "./scope.ts"

/** Compiles a `forEach`: its body sees `item` and `index`. */
export function compileForEach(node: ForEachNode, options: CompileOptions): CompiledNode {
  const { name, items, concurrency, minimumSuccess, summary, key } = node
  if (summary !== undefined) assertName(summary)
  const body = compileBlock(node.body, options)
  const given: ForEachOptions<unknown> = {
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(minimumSuccess === undefined ? {} : { minimumSuccess }),
    ...(summary === undefined ? {} : { summary: true }),
    // The builder types a key as string or number.
    ...(key === undefined ? {} : { key: (item, index) => callMapping(key, item, index) as string | number }),
  }
  const bindName = nameBinding(name)
  return {
    run: (at, scope) => {
      // The builder types the items as an array.
      const values = callMapping(items, scope) as Iterable<unknown>
      const each: ItemCallback<unknown, BlockBody> = (within, item, index) =>
        body(within, withName(withName(scope, "item", item), "index", index))
      return untypedForEach(at, name, values, each, given)
    },
    bind: (scope, given) => {
      if (summary === undefined) return bindName(scope, given)
      const [results, counted] = withSummary(given)
      return withName(bindName(scope, results), summary, counted)
    },
    valueOf: summary === undefined ? itself : (given) => withSummary(given)[0],
  }
}

/** With a summary the verb gives the results and the summary. */
function withSummary(given: unknown): readonly [results: unknown, summary: unknown] {
  // That pair is what the verb's overload with a summary says it gives.
  return given as readonly [unknown, unknown]
}

// The overloads differ only in types; which one holds is known when the plan is, not here.
const untypedForEach = forEach as (
  at: Position,
  name: string,
  items: Iterable<unknown>,
  body: ItemCallback<unknown, BlockBody>,
  options: ForEachOptions<unknown>,
) => Effect.Effect<unknown, unknown, unknown>
