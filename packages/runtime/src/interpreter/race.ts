import type { RaceNode } from "@millrace/plan"
import type { Branches } from "../verbs/parallel.ts"
import { race } from "../verbs/race.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { assertName, itself, nameBinding } from "./scope.ts"

/** Compiles a `race`. */
export function compileRace(node: RaceNode, options: CompileOptions): CompiledNode {
  const { name } = node
  const compiled = node.branches.map((branch) => {
    assertName(branch.name)
    return { name: branch.name, block: compileBlock(branch.block, options) }
  })
  return {
    run: (at, scope) => {
      const branches: Branches = Object.fromEntries(
        compiled.map((branch) => [branch.name, (within: typeof at) => branch.block(within, scope)]),
      )
      return race(at, name, branches)
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}
