import type { MatchNode } from "@millrace/plan"
import { beginBlock } from "../runner/block.ts"
import { takeBranch, unmatched } from "../verbs/branch.ts"
import { compileBlock } from "./block.ts"
import type { CompiledBlock, CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `match`: the case whose label is the value, or `otherwise`. */
export function compileMatch(node: MatchNode, options: CompileOptions): CompiledNode {
  const { name, on } = node
  const cases = new Map<unknown, CompiledBlock>(
    node.cases.map(({ label, block }) => [label, compileBlock(block, options)]),
  )
  const otherwise = node.otherwise && compileBlock(node.otherwise, options)
  return {
    run: (at, scope) => {
      const label = callMapping(on, scope)
      const block = cases.get(label)
      if (block !== undefined) return beginBlock(block, takeBranch(at, name, String(label)), scope, undefined)
      if (otherwise === undefined) throw unmatched(at, name, label)
      return beginBlock(otherwise, takeBranch(at, name, "otherwise"), scope, undefined)
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}
