import type { ChildNode } from "@millrace/plan"
import { child } from "../verbs/child.ts"
import type { ChildRunner } from "../verbs/child.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `child`: without a mapping the whole scope is its input. The workflow is compiled when it first runs. */
export function compileChild({ name, workflow, mapping }: ChildNode, { runnerOf }: CompileOptions): CompiledNode {
  let compiled: ChildRunner<unknown, unknown, unknown, unknown> | undefined
  const run = child(name, () => (compiled ??= runnerOf(workflow)))
  return {
    run: (at, scope) => run(at, mapping === undefined ? scope : callMapping(mapping, scope)),
    bind: nameBinding(name),
    valueOf: itself,
  }
}
