import type { SagaNode } from "@millrace/plan"
import { saga } from "../verbs/saga.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { itself, nameBinding } from "./scope.ts"

/** Compiles a `saga`. */
export function compileSaga({ name, body }: SagaNode, options: CompileOptions): CompiledNode {
  const block = compileBlock(body, options)
  return {
    run: (at, scope) => saga(at, name, (within) => block(within, scope)),
    bind: nameBinding(name),
    valueOf: itself,
  }
}
