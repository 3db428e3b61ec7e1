import type { WhenNode } from "@millrace/plan"
import * as Exit from "effect/Exit"
import { beginBlock } from "../runner/block.ts"
import { skipBranch, takeBranch } from "../verbs/branch.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `when`. */
export function compileWhen(node: WhenNode, options: CompileOptions): CompiledNode {
  const { name, predicate } = node
  const then = compileBlock(node.then, options)
  const otherwise = node.otherwise && compileBlock(node.otherwise, options)
  return {
    run: (at, scope) => {
      const holds = Boolean(callMapping(predicate, scope))
      if (holds) return beginBlock(then, takeBranch(at, name, "then"), scope, undefined)
      if (otherwise !== undefined) return beginBlock(otherwise, takeBranch(at, name, "otherwise"), scope, undefined)
      skipBranch(at, name)
      return Exit.succeed(undefined)
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}
