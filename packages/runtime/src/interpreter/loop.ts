import type { LoopNode } from "@millrace/plan"
import { loop } from "../verbs/loop.ts"
import type { LoopOptions } from "../verbs/loop.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding, withName } from "./scope.ts"

/** Compiles a `loop`: its body sees `state` and `iteration`. */
export function compileLoop(node: LoopNode, options: CompileOptions): CompiledNode {
  const { name, initial, max, onExhausted } = node
  const body = compileBlock(node.body, options)
  const holds = (state: unknown, iteration: number): boolean =>
    Boolean(callMapping(node.test.predicate, state, iteration))
  const limits = { max, onExhausted }
  const loopOptions: LoopOptions<unknown> =
    node.test.kind === "until" ? { ...limits, until: holds } : { ...limits, while: holds }
  return {
    run: (at, scope) =>
      loop(
        at,
        name,
        callMapping(initial, scope),
        (within, state, iteration) => body(within, withName(withName(scope, "state", state), "iteration", iteration)),
        loopOptions,
      ),
    bind: nameBinding(name),
    valueOf: itself,
  }
}
