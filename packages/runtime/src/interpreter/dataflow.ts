import { blockNeeds } from "@millrace/plan"
import type { Block } from "@millrace/plan"
import * as Effect from "effect/Effect"
import { dataflow } from "../verbs/graph.ts"
import type { GraphHandle } from "../verbs/graph.ts"
import type { BlockBody } from "../runner/block.ts"
import type { CompiledBlock, CompiledNode } from "./compiled.ts"
import { liveReads } from "./live-reads.ts"
import { callMapping } from "./scope.ts"
import type { MappingScope } from "./scope.ts"

/** Compiles a block whose nodes begin as soon as what they read is there. */
export function compileDataflow(block: Block, nodes: ReadonlyArray<CompiledNode>): CompiledBlock {
  const needs = blockNeeds(block, liveReads)
  const { returns } = block
  const placed = nodes.map((node, place) => ({ node, needs: needs[place] ?? [], key: String(place) }))
  const bound = (scope: MappingScope, places: ReadonlyArray<number>, values: ReadonlyArray<unknown>): MappingScope =>
    places.reduce((inner, place, index) => nodes[place]?.bind(inner, values[index]) ?? inner, scope)
  return (at, scope) => {
    const values = dataflow(at, (g) => {
      const handles: Array<GraphHandle<BlockBody>> = []
      for (const { node, needs: needed, key } of placed) {
        const given = needed.flatMap((need) => handles[need] ?? [])
        handles.push(g.node(key, given, (within, ...found) => node.run(within, bound(scope, needed, found))))
      }
      return Object.fromEntries(handles.map((handle) => [handle.name, handle]))
    })
    return Effect.mapEager(values, (found: Readonly<Record<string, unknown>>) => {
      const all = placed.map(({ key }) => found[key])
      if (returns !== undefined) return callMapping(returns, bound(scope, [...nodes.keys()], all))
      return nodes.at(-1)?.valueOf(all.at(-1))
    })
  }
}
