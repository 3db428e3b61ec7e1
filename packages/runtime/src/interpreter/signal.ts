import type { SignalNode } from "@millrace/plan"
import { optionalMillis } from "../policies/policy-millis.ts"
import { signal } from "../verbs/signal.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { itself, nameBinding } from "./scope.ts"

/** Compiles a `signal`. */
export function compileSignal(node: SignalNode, options: CompileOptions): CompiledNode {
  const { name, payload } = node
  const deadline = optionalMillis(node.deadline)
  const onDeadline = node.onDeadline && compileBlock(node.onDeadline, options)
  const wait = signal(name, { payload, ...(deadline === undefined ? {} : { deadline }) })
  return {
    run: (at, scope) => (onDeadline === undefined ? wait(at) : wait(at, (within) => onDeadline(within, scope))),
    bind: nameBinding(name),
    valueOf: itself,
  }
}
