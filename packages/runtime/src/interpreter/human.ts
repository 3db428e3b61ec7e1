import type { HumanNode } from "@millrace/plan"
import { optionalMillis } from "../policies/policy-millis.ts"
import { human } from "../verbs/human.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `human`. */
export function compileHuman(node: HumanNode, options: CompileOptions): CompiledNode {
  const { name, form, show, assignees } = node
  const deadline = optionalMillis(node.deadline)
  const onDeadline = node.onDeadline && compileBlock(node.onDeadline, options)
  const ask = human(name, {
    form,
    ...(assignees === undefined ? {} : { assignees }),
    ...(deadline === undefined ? {} : { deadline }),
  })
  return {
    run: (at, scope) => {
      const shown = show === undefined ? undefined : callMapping(show, scope)
      return onDeadline === undefined ? ask(at, shown) : ask(at, shown, (within) => onDeadline(within, scope))
    },
    bind: nameBinding(name),
    valueOf: itself,
  }
}
